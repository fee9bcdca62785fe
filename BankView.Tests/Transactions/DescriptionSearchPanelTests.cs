using Bunit;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class DescriptionSearchPanelTests : ActivityTest
{
    [Fact]
    public async Task What_only_the_whole_text_says_is_found_when_asked_for_and_says_how_far_it_looked()
    {
        await Member.BringIn(Checking(
            Row("2026-11-20", -1234, "Corner Bakery", "1") with { Memo = "birthday cake for Kim" }, Row("2026-11-19", -500, "Kiosk", "2")));
        var page = Open("/activity?q=birthday");
        Assert.DoesNotContain("Corner Bakery", Text(page), StringComparison.Ordinal);

        await Press(page, "Search whole descriptions too");

        page.WaitForAssertion(() => Assert.Contains("1 found in 2 transactions", Text(page), StringComparison.Ordinal));
        Assert.Equal(["Corner Bakery"], Rows(page));
    }

    [Fact]
    public async Task When_nothing_is_in_any_text_it_says_so()
    {
        await Member.BringIn(Checking(Row("2026-11-20", -1234, "Corner Bakery", "1")));
        var page = Open("/activity?q=birthday");

        await Press(page, "Search whole descriptions too");

        page.WaitForAssertion(() => Assert.Contains("0 found in 1 transactions", Text(page), StringComparison.Ordinal));
        Assert.Empty(Rows(page));
    }

    [Fact]
    public void Without_a_search_it_is_not_offered() =>
        Assert.DoesNotContain("Search whole descriptions", Text(Open()), StringComparison.Ordinal);

    private static Task Press(IRenderedComponent<Web.Transactions.ActivityPage> page, string button) =>
        page.FindAll("button").Single(found => string.Equals(found.TextContent, button, StringComparison.Ordinal)).ClickAsync();
}
