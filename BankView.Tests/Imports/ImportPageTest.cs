using BankView.Data.Statements.Csv;
using BankView.Tests.Testing;
using BankView.Web.Imports;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Imports;

/// <summary>The import page of a signed-in member over a real, empty database.</summary>
public abstract class ImportPageTest : PageTest
{
    protected ImportPageTest()
    {
        Services.AddSingleton<CsvMappingStore>();
        Services.AddSingleton<StatementIntake>();
        Services.AddSingleton<ImportPlanner>();
        Services.AddSingleton<ImportAttempt>();
        Services.AddTransient<DraftFiles>();
        Services.AddTransient<ImportFlow>();
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
}
