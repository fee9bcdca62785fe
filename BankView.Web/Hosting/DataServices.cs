using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using BankView.Data.Statements.Csv;
using BankView.Data.Transactions;

namespace BankView.Web.Hosting;

/// <summary>Opens the databases and keys, and offers the stores. Stores hold no member's data, so one of each serves all.</summary>
internal static class DataServices
{
    public static IServiceCollection AddBankViewData(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        options.Folder = Path.GetFullPath(Path.Combine(environment.ContentRootPath, options.Folder));

        // Opened at the first use, so that a build-time tool that only looks at the host makes no database.
        services.AddSingleton(_ => Databases.Open(options));
        services.AddSingleton(_ => MasterKey.Load(configuration["Sealing:MasterKey"], MasterKeyPath(configuration, options)));
        services.AddSingleton<MemberKeys>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<TransactionStore>();
        services.AddSingleton<MerchantStore>();
        services.AddSingleton<ConsentStore>();
        services.AddSingleton<BankLinkStore>();
        services.AddSingleton<ImportStore>();
        services.AddSingleton<CsvMappingStore>();
        return services;
    }

    /// <summary>Brings the databases up to date before the first request, and says once where a new master key was put.</summary>
    public static void OpenBankViewData(this WebApplication app)
    {
        app.Services.GetRequiredService<Databases>();
        if (app.Services.GetRequiredService<MasterKey>().MadeAt is { } path)
        {
            app.Logger.LogInformation(
                "The master key was made at {Path}. Keep a copy apart from the data: without it nothing that is sealed opens again.", path);
        }
    }

    // Outside the data folder, so that a copy of that folder alone opens nothing.
    private static string MasterKeyPath(IConfiguration configuration, DatabaseOptions options)
    {
        var path = configuration["Sealing:MasterKeyFile"];
        path = string.IsNullOrWhiteSpace(path)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "BankView", "master.key")
            : Path.GetFullPath(path);
        return path.StartsWith(options.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw new InvalidOperationException($"The master key ({path}) must not stand in the data folder.")
            : path;
    }
}
