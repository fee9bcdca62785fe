using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using BankView.Data.Statements.Csv;
using BankView.Data.Transactions;
using BankView.Data.Users;

namespace BankView.Web.Storage;

/// <summary>Databases, keys and stores, as the configuration says where they are. Relative paths begin at the content root.</summary>
internal static class StorageSetup
{
    /// <summary>The folder that holds what this installation keeps; <c>Database:Folder</c>.</summary>
    public static string DataFolder(this WebApplicationBuilder builder) =>
        Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Database:Folder"] ?? "data");

    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var (services, configuration, root) = (builder.Services, builder.Configuration, builder.Environment.ContentRootPath);
        var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        options.Folder = builder.DataFolder();
        services.AddSingleton(_ => Databases.Open(options));
        services.AddSingleton(_ => MasterKey.Load(configuration["MasterKey:Value"],
            Path.Combine(root, configuration["MasterKey:File"] ?? Path.Combine("keys", "master.key"))));
        services.AddSingleton(provider => provider.GetRequiredService<Databases>().Changes);
        services.AddSingleton<MemberKeys>();
        services.AddSingleton<SignInEvents>();
        services.AddSingleton<UserAccountStore>();
        services.AddSingleton<MembershipStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<OneTimeLinkStore>();
        services.AddSingleton<PasswordResetStore>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<UserSecretStore>();
        services.AddSingleton<OutsideSignInStore>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<TransactionStore>();
        services.AddSingleton<MerchantStore>();
        services.AddSingleton<DescriptionSearch>();
        services.AddSingleton<ConsentStore>();
        services.AddSingleton<BankLinkStore>();
        services.AddSingleton<LinkAttemptStore>();
        services.AddSingleton<RevocationStore>();
        services.AddSingleton<RenewalStore>();
        services.AddSingleton<LinkHistoryStore>();
        services.AddSingleton<InstalledConnectors>();
        services.AddSingleton<Revocations>();
        services.AddSingleton<InstitutionStore>();
        services.AddSingleton<ImportStore>();
        services.AddSingleton<StatementAccountStore>();
        services.AddSingleton<CsvMappingStore>();
    }

    /// <summary>Makes what is missing before the first request comes, and tells once where the new master key is.</summary>
    public static void PrepareStorage(this WebApplication app)
    {
        app.Services.GetRequiredService<Databases>();
        if (app.Services.GetRequiredService<MasterKey>().MadeAt is { } path)
        {
            Console.WriteLine($"Made the master key {path}: keep a copy apart from the data. Without it nothing sealed opens again.");
        }
    }
}
