using BankView.Web.Shell;

namespace BankView.Tests.Shell;

public class UrlsTests
{
    [Fact]
    public void A_filter_that_is_not_set_is_not_in_the_address() => Assert.Equal("/activity", Urls.Activity());

    [Fact]
    public void What_a_member_types_stays_one_value() =>
        Assert.Equal("/activity?q=A%26B%20%C3%9Cber%3F", Urls.Activity(search: "A&B Über?"));

    [Fact]
    public void Filters_are_written_the_same_in_every_language() => Assert.Equal(
        "/activity?account=0199c0de-0000-7000-8000-000000000001&from=2025-11-03&least=12.5&pending=true",
        Urls.Activity(account: new Guid("0199c0de-0000-7000-8000-000000000001"), from: new DateOnly(2025, 11, 3), least: 12.5m, pending: true));

    [Fact]
    public void Alerts_are_filtered_by_what_their_address_says() => Assert.Equal(
        "/alerts?rule=LowBalance&state=Done&before=1", Urls.AlertList(rule: "LowBalance", state: "Done", before: "1"));

    [Fact]
    public void Sign_in_knows_the_way_back() => Assert.Equal("/sign-in?returnUrl=%2Factivity%3Fq%3Dx", Urls.SignIn("/activity?q=x"));
}
