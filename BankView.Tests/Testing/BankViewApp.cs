using BankView.Data;
using BankView.Data.Users;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Testing;

/// <summary>
/// The real application for one test: Kestrel on a free port of 127.0.0.1, SQLite and keys in a folder of its own, nothing replaced
/// but what <c>configure</c> says.
/// </summary>
internal sealed class BankViewApp : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bankview-app-").FullName;
    private readonly Action<IWebHostBuilder>? _configure;

    private BankViewApp(Action<IWebHostBuilder>? configure) => _configure = configure;

    /// <summary>The password of everyone whom tests make.</summary>
    public const string Password = "a quiet river in spring";

    /// <summary>Where it listens; "localhost", because passkeys want a name.</summary>
    public Uri Address { get; private set; } = default!;

    /// <summary>Where its databases and keys are.</summary>
    public string Folder => _folder;

    public static Task<BankViewApp> Start(Action<IWebHostBuilder>? configure = null)
    {
        var app = new BankViewApp(configure);
        // The port is a setting and not the factory's: that one changes addresses while the program may be starting already.
        app.UseKestrel();
        app.StartServer();
        app.Address = new UriBuilder(app.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        return Task.FromResult(app);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<UserId> IdOf(string userName) => (await Get<UserAccountStore>().FindByName(User.Normalize(userName)))!.Id;

    /// <summary>A setup link as the console shows it.</summary>
    public async Task<string> SetupLink() => $"/setup?token={await Get<OneTimeLinkStore>().MakeSetup()}";

    /// <summary>An invitation by the administrator of that name.</summary>
    public async Task<string> InvitationLink(string administrator, bool member = true, bool asAdministrator = false)
    {
        var by = await IdOf(administrator);
        return $"/join?token={await Get<OneTimeLinkStore>().MakeInvitation(by, null, member, asAdministrator)}";
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Database:Folder", Path.Combine(_folder, "data"));
        builder.UseSetting("MasterKey:File", Path.Combine(_folder, "keys", "master.key"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Sync:Enabled", "false");
        _configure?.Invoke(builder);
    }
}
