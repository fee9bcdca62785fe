using System.Security.Claims;
using BankView.Data.Database;
using BankView.Data.Statements.Csv;
using BankView.Tests.Testing;
using BankView.Web.Imports;
using BankView.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace BankView.Tests.Imports;

/// <summary>The import page of a signed-in member over a real, empty database.</summary>
public abstract class ImportPageTest : UiTest, IAsyncLifetime
{
    private protected TestDatabase Database { get; private set; } = default!;

    private protected TestMember Member { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.Make(DatabaseKind.Sqlite);
        Member = await TestMember.Join(Database);
        Services.AddMudServices();
        Services.AddSingleton(Database.Databases.Changes);
        Services.AddSingleton(Member.Accounts);
        Services.AddSingleton(Member.Imports);
        Services.AddSingleton(new CsvMappingStore(Database.Databases, Database.Keys, Database.Clock));
        Services.AddSingleton<StatementIntake>();
        Services.AddSingleton<ImportPlanner>();
        Services.AddTransient<ImportFlow>();
        Services.AddScoped<CurrentUser>();
        var authorization = this.AddAuthorization();
        authorization.SetAuthorized("Robin");
        authorization.SetRoles("Member");
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, Member.Id.ToString()));
        SetRendererInfo(new("Server", isInteractive: true));
    }

    private protected async Task<IRenderedComponent<ImportPage>> Drop(params (string Name, byte[] Bytes)[] files)
    {
        var page = Render<ImportPage>();
        // UploadFiles waits until the page has taken them; the page's own thread must be free for that.
        await Task.Run(() => page.FindComponent<InputFile>().UploadFiles(
            [.. files.Select(file => InputFileContent.CreateFromBinary(file.Bytes, file.Name))]));
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("progress")), TimeSpan.FromSeconds(10));
        return page;
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
