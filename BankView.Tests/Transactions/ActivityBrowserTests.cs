using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Users;
using BankView.Tests.Testing;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class ActivityBrowserTests(Browser browser)
{
    [Theory, InlineData(390, false), InlineData(390, true), InlineData(1280, false), InlineData(1280, true)]
    public async Task A_member_searches_opens_a_transaction_and_comes_back_by_keyboard(int width, bool dark)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, width, dark);
        await window.SetUp(app);
        await BringIn(app);
        await window.Go("/activity");
        var row = window.Page.Locator(".transaction-list a");

        await Search(window, "bakery");
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await IsAccessible(window);

        await row.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        var sheet = window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Corner Bakery" });
        await Assertions.Expect(sheet.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToBeFocusedAsync();
        await Assertions.Expect(sheet.GetByText("Something wrong?")).ToBeVisibleAsync();
        await IsAccessible(window);

        await window.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
        await Assertions.Expect(row).ToBeFocusedAsync();
        await window.Page.GoBackAsync();
        await Assertions.Expect(sheet).ToBeVisibleAsync();
        window.HasNoTroubles();
    }

    [Fact]
    public async Task On_a_phone_nothing_behind_the_sheet_takes_the_focus_and_no_page_scrolls_sideways()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, 320);
        await window.SetUp(app);
        await BringIn(app);
        await window.Go("/activity?q=bakery&least=1&cards=true");
        Assert.Equal(320, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await window.Press("Filters");
        Assert.Equal(320, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await window.Page.Locator(".transaction-list a").ClickAsync();
        await Assertions.Expect(window.Page.Locator("transaction-sheet")).ToBeVisibleAsync();

        for (var i = 0; i < 12; i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            Assert.True(await window.Page.EvaluateAsync<bool>(
                "document.activeElement === document.body || document.activeElement.closest('transaction-sheet') !== null"));
        }
    }

    // What is typed in the moment when the page comes alive is lost with the picture it was typed into; then a person types again.
    private static async Task Search(BrowserPage window, string text)
    {
        for (var tries = 0; tries < 5 && !window.Page.Url.EndsWith($"?q={text}", StringComparison.Ordinal); tries++)
        {
            await window.Page.Keyboard.PressAsync("Escape");
            await window.Page.EvaluateAsync("document.activeElement.blur()");
            await window.Page.Keyboard.PressAsync("/");
            await window.Page.Keyboard.PressAsync("ControlOrMeta+A");
            await window.Page.Keyboard.TypeAsync(text);
            await window.Page.WaitForTimeoutAsync(1000);
        }

        await Assertions.Expect(window.Page).ToHaveURLAsync($"/activity?q={text}");
    }

    private static async Task IsAccessible(BrowserPage window)
    {
        // A sheet that is still fading in is paler than anybody will see it.
        await window.Page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(one => one.finished)).then(() => true)");
        var found = (await window.Page.RunAxe()).Violations;
        Assert.True(found.Length == 0, string.Join('\n', found.Select(one => $"{one.Id}: {one.Help}: {string.Join(", ", one.Nodes.Select(node => node.Html))}")));
    }

    private static async Task BringIn(BankViewApp app)
    {
        var user = (await app.Get<UserAccountStore>().FindByName(User.Normalize("Robin")))!;
        ImportPart Part(StatementPart statement, string account) => new()
        {
            FileName = "statement.ofx",
            Format = StatementFormat.Ofx,
            Statement = statement,
            BankName = "Example Bank",
            AccountName = account,
        };
        await app.Get<ImportStore>().Import(user.Id,
        [
            Part(Checking(Row("2026-11-03", -1234, "Corner Bakery", "1", isCard: true) with { CardLastFour = "4407" }), "Everyday account"),
            Part(Card(Row("2026-11-02", -9900, "Paper Kite Books", "1", isCard: true) with { Status = Data.Transactions.TransactionStatus.Pending }), "Blue card"),
        ], unreadableRows: 0);
    }
}
