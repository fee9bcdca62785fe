using BankView.Tests.Testing;
using Bunit;

namespace BankView.Tests.Imports;

public class UndoTests : ImportPageTest
{
    [Fact]
    public async Task While_an_import_is_taken_back_the_page_says_so_and_does_not_ask_twice()
    {
        var page = await Drop(("checking.ofx", await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));
        await page.Find(".preview-actions .button-primary").ClickAsync(new());
        await page.WaitForElementAsync(".notice-done");
        var (isWriting, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        // Somebody else's long write: ours waits in line behind it.
        var other = Member.Database.Databases.Data.Write(async (_, _) =>
        {
            isWriting.SetResult();
            await mayEnd.Task;
        });
        await isWriting.Task;

        var undo = page.Find(".result-actions .button:not(.button-primary)").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Contains("Taking it back", page.Find(".card[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".notice-done"));
        Assert.Single(await Member.Imports.List(Member.Id));

        mayEnd.SetResult();
        await other;
        await undo;
        Assert.Empty(page.FindAll(".card[role=status]"));
        Assert.Empty(await Member.Imports.List(Member.Id));
    }
}
