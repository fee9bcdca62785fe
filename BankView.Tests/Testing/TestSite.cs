using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace BankView.Tests.Testing;

/// <summary>The real application without a port, for tests that only ask for answers; its databases and keys stand in a folder of its own.</summary>
public sealed class TestSite : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bankview-site-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Database:Folder", Path.Combine(_folder, "data"));
        builder.UseSetting("MasterKey:File", Path.Combine(_folder, "keys", "master.key"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Sync:Enabled", "false");
    }
}
