using BankView.Data.BankLinks.Connectors.Fdx;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>A bank's own fraud notice, in the attributes that FDX leaves to each bank.</summary>
public class FdxFraudNoticeTests
{
    [Theory]
    [InlineData(null, """[{"name": "fraudNotice", "value": "SUSPECTED"}]""", true)]
    [InlineData(null, """[{"name": "region", "value": "EU"}, {"name": "FraudNotice", "value": true}]""", true)]
    [InlineData(null, """[{"name": "fraudNotice", "value": "1"}]""", true)]
    [InlineData(null, """[{"name": "fraudNotice", "value": "false"}]""", false)]
    [InlineData(null, """[{"name": "fraudNotice", "value": false}]""", false)]
    [InlineData(null, """[{"name": "fraudNotice", "value": "None"}]""", false)]
    [InlineData(null, """[{"name": "fraudNotice", "value": 0}]""", false)]
    [InlineData(null, """[{"name": "fraudNotice"}, "fraudNotice", null, 7]""", false)]
    [InlineData(null, """{"fraudNotice": true}""", false)]
    [InlineData(null, """[{"name": "riskFlag", "value": "SUSPECTED"}]""", false)]
    [InlineData("riskFlag", """[{"name": "riskFlag", "value": "SUSPECTED"}]""", true)]
    [InlineData("riskFlag", """[{"name": "fraudNotice", "value": "SUSPECTED"}]""", false)]
    public async Task A_notice_is_what_the_institutions_attribute_says(string? setting, string attributes, bool isNotice)
    {
        var bank = await FdxBank.Open();
        var outlet = await Outlet.Open();
        outlet.LocalHosts.Add(new Uri(bank.Http.Address).Authority);
        var access = bank.AccessFor(outlet);
        var values = new Dictionary<string, string>(access.Institution.Values, StringComparer.Ordinal);
        if (setting is not null)
        {
            values["FraudNoticeAttribute"] = setting;
        }

        await using var linked = new LinkedBank(bank.Http, outlet, http => new FdxConnector(http, outlet.Database.Clock),
            access with { Institution = access.Institution with { Values = values } });
        bank.Rows.Clear();
        bank.Rows.Add(FdxJson.Row("t", "PENDING", "5.00", "DEBIT", posted: false, more: $"\"fiAttributes\": {attributes},"));

        var page = (await linked.Read("card", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 20)))[^1];

        Assert.Equal(isNotice, Assert.Single(page.Rows).HasFraudNotice);
    }
}
