using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.Accounts;
using Bunit;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Accounts;

public class AccountPageTests : PageTest
{
    [Fact]
    public async Task It_shows_balance_months_and_transactions_of_one_account()
    {
        var account = (await Member.BringIn(Checking(
            Row("2026-10-18", 250000, "Bluebird Works Payroll", "1"), Row("2026-11-18", -1234, "Corner Bakery", "2", isCard: true))
            .WithBalance("2026-11-19", 512345))).AccountIds[0];

        var text = Text(Render<AccountPage>(page => page.Add(p => p.Id, account)));

        Assert.Contains("$5,123.45", text, StringComparison.Ordinal);
        Assert.Contains("Nov 2026", text, StringComparison.Ordinal);
        Assert.Contains("+$2,500.00", text, StringComparison.Ordinal);
        Assert.Contains("Corner Bakery", text, StringComparison.Ordinal);
        Assert.Contains("•••• 6789", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_of_a_balance_of_long_ago_goes_through_the_days_before_it()
    {
        var account = (await Member.BringIn(Checking(Row("2024-02-20", -1234, "Corner Bakery", "1")).WithBalance("2024-03-01", 512345))).AccountIds[0];

        var line = Render<AccountPage>(page => page.Add(p => p.Id, account)).Find(".balance-line").TextContent;

        Assert.Contains("$5,123.45", line, StringComparison.Ordinal);
        Assert.Contains("$5,135.79", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_account_looks_like_one_that_does_not_exist()
    {
        var stranger = await TestMember.Join(Database);
        var theirs = (await stranger.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "2")).WithBalance("2026-11-19", 512345))).AccountIds[0];

        var foreign = Text(Render<AccountPage>(page => page.Add(p => p.Id, theirs)));
        var missing = Text(Render<AccountPage>(page => page.Add(p => p.Id, Guid.NewGuid())));

        Assert.Contains("There is no such account", foreign, StringComparison.Ordinal);
        Assert.Equal(missing, foreign);
    }

    [Fact]
    public async Task Older_transactions_come_by_the_page_until_there_are_none()
    {
        var rows = Enumerable.Range(0, 120).Select(i => Row(new DateOnly(2026, 11, 1).AddDays(-i).ToString("O"), -100 - i, $"Shop {(char)('A' + (i % 26))}", $"{i}"));
        var account = (await Member.BringIn(Checking([.. rows]))).AccountIds[0];
        var page = Render<AccountPage>(parameters => parameters.Add(p => p.Id, account));

        Assert.Equal(50, Shown());
        await Older().ClickAsync();
        await Older().ClickAsync();

        Assert.Equal(120, Shown());
        Assert.DoesNotContain(page.FindAll("button"), IsOlder);

        int Shown() => page.FindAll("[data-transaction]").Count;
        AngleSharp.Dom.IElement Older() => page.FindAll("button").Single(IsOlder);
        static bool IsOlder(AngleSharp.Dom.IElement button) => string.Equals(button.TextContent, "Older", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_transactions_or_balance_says_so()
    {
        var account = (await Member.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "2")))).AccountIds[0];
        var text = Text(Render<AccountPage>(page => page.Add(p => p.Id, account)));
        Assert.Contains("The statements do not state a balance for this account.", text, StringComparison.Ordinal);

        var empty = (await Member.BringIn(Card().WithBalance("2026-11-19", -100))).AccountIds[0];
        Assert.Contains("No transactions yet.", Text(Render<AccountPage>(page => page.Add(p => p.Id, empty))), StringComparison.Ordinal);
        Assert.NotNull(await Member.Accounts.Find(Member.Id, empty, Purpose.View));
    }
}
