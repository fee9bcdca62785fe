using System.Net;
using System.Text.Json;
using BankView.Data.Transactions;
using BankView.Tests.Testing;

namespace BankView.Tests.SandboxBank;

public class FdxTests
{
    [Fact]
    public async Task Accounts_come_page_by_page_with_balances_and_no_whole_number()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var token = (await dance.Link()).Access;
        var first = await dance.Read("accounts", token);
        Assert.Equal((3, 5), (first.GetProperty("accounts").GetArrayLength(), first.GetProperty("page").GetProperty("totalElements").GetInt32()));
        var all = await dance.ReadAll("accounts", "accounts", token);
        Assert.Equal(["CHECKING", "SAVINGS", "CREDITCARD", "CREDITCARD", "CHECKING"], all.Select(account => Text(account, "accountType")));
        Assert.Equal("EUR", all[^1].GetProperty("currency").GetProperty("currencyCode").GetString());
        Assert.All(all, account => Assert.Equal(4, Text(account, "accountNumberDisplay").Length));
        var card = await dance.Read($"accounts/{Text(all[2], "accountId")}", token);
        Assert.Equal(("LOC_ACCOUNT", "LIABILITY", 6000m), (Text(card, "accountCategory"), Text(card, "balanceType"), card.GetProperty("creditLine").GetDecimal()));
    }

    [Fact]
    public async Task Transactions_come_page_by_page_each_once_and_by_themselves_only_of_a_week()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var token = (await dance.Link()).Access;
        var path = $"accounts/{await Id(dance, token, "DayCard")}/transactions";
        var year = $"{path}?startTime={DateTimeOffset.UtcNow.AddYears(-1):yyyy-MM-dd}";
        var all = await dance.ReadAll($"{year}&limit=7", "transactions", token);
        Assert.Equal((await dance.ReadAll($"{year}&limit=500", "transactions", token)).Select(Key), all.Select(Key));
        Assert.Equal(all.Count, all.Select(Key).Distinct().Count());
        Assert.InRange(all.Count, 150, 500);
        var week = await dance.ReadAll(path, "transactions", token);
        Assert.All(week, row => Assert.True(row.GetProperty("transactionTimestamp").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddDays(-7.1)));
        Assert.True(week.Count < all.Count);
    }

    [Fact]
    public async Task Every_purchase_tells_the_kind_of_its_merchant_by_a_code()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var token = (await dance.Link()).Access;
        foreach (var form in new[] { "DayCard", "WebCard", "Euro" })
        {
            var rows = await dance.ReadAll($"accounts/{await Id(dance, token, form)}/transactions?startTime=2000-01-01&limit=500", "transactions", token);
            Assert.All(rows.Where(row => Text(row, "transactionType") is "PURCHASE" or "POSDEBIT"),
                row => Assert.NotEqual(Category.Other, MerchantCategories.FromCode(Text(row, "category"))));
        }
    }

    [Fact]
    public async Task The_balance_is_the_sum_of_the_posted_rows_to_the_cent()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var token = (await dance.Link()).Access;
        foreach (var card in (await dance.ReadAll("accounts", "accounts", token)).Where(account => Text(account, "accountType") is "CREDITCARD"))
        {
            var rows = await dance.ReadAll($"accounts/{Text(card, "accountId")}/transactions?startTime=2000-01-01&limit=500", "transactions", token);
            var posted = rows.Where(row => Text(row, "status") is "POSTED").Sum(Signed);
            var held = rows.Where(row => Text(row, "status") is not "POSTED").Sum(Signed);
            Assert.Equal(-posted, card.GetProperty("currentBalance").GetDecimal());
            Assert.Equal(card.GetProperty("creditLine").GetDecimal() + posted + held, card.GetProperty("availableCredit").GetDecimal());
        }
    }

    [Fact]
    public async Task What_the_customer_did_not_share_is_not_there()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var whole = (await dance.Link()).Access;
        var (card, checking) = (await Id(dance, whole, "DayCard"), await Id(dance, whole, "Checking"));
        var narrow = await dance.Link(accounts: [card], days: "30", asked: ("scope", "fdx:accountbasic:read"));
        var only = Assert.Single(await dance.ReadAll("accounts", "accounts", narrow.Access));
        Assert.Equal(card, Text(only, "accountId"));
        Assert.False(only.TryGetProperty("currentBalance", out _));
        Assert.Equal("404 701", await Error(await dance.Ask($"accounts/{checking}", narrow.Access)));
        Assert.Equal("403 602", await Error(await dance.Ask($"accounts/{card}/transactions", narrow.Access)));
        var consent = await dance.Read($"consents/{narrow.ConsentId}", narrow.Access);
        Assert.Equal(("ACTIVE", 30), (Text(consent, "status"), consent.GetProperty("durationPeriod").GetInt32()));
        Assert.Equal("404 601", await Error(await dance.Ask($"consents/{narrow.ConsentId}", whole)));
    }

    [Fact]
    public async Task A_consent_can_be_asked_for_as_FDX_describes_it()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        const string details = """[{"type":"fdx_v1.0","consentRequest":{"durationPeriod":90,"resources":[{"dataClusters":["ACCOUNT_BASIC","TRANSACTIONS"]}]}}]""";
        var tokens = await dance.Link(days: "365", asked: ("authorization_details", details));
        var consent = await dance.Read($"consents/{tokens.ConsentId}", tokens.Access);
        Assert.Equal(90, consent.GetProperty("durationPeriod").GetInt32());
        Assert.Equal("[\"ACCOUNT_BASIC\",\"TRANSACTIONS\"]", consent.GetProperty("resources")[0].GetProperty("dataClusters").GetRawText());
    }

    [Fact]
    public async Task A_consent_revoked_by_the_company_ends_all_reading()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await dance.Ask($"consents/{tokens.ConsentId}/revocation", tokens.Access, HttpMethod.Put)).StatusCode);
        }

        Assert.Equal("403 602", await Error(await dance.Ask("accounts", tokens.Access)));
        Assert.Equal("REVOKED", Text(await dance.Read($"consents/{tokens.ConsentId}", tokens.Access), "status"));
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Refresh(tokens.Refresh)));
    }

    [Theory]
    [InlineData("accounts?offset=none-of-ours", "400 702")]
    [InlineData("accounts/none-of-ours", "404 701")]
    [InlineData("accounts/{card}/transactions?startTime=yesterday", "400 702")]
    [InlineData("accounts/{card}/transactions?startTime=2026-02-02&endTime=2026-01-01", "400 703")]
    public async Task A_question_that_makes_no_sense_is_told_so(string path, string refusal)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var token = (await dance.Link()).Access;
        var card = await Id(dance, token, "DayCard");
        Assert.Equal(refusal, await Error(await dance.Ask(path.Replace("{card}", card, StringComparison.Ordinal), token)));
        Assert.Equal("401 602", await Error(await dance.Ask("accounts", "never one of ours")));
    }

    internal static async Task<string> Id(BankDance dance, string token, string form) =>
        Text((await dance.ReadAll("accounts", "accounts", token))[form switch { "Checking" => 0, "Savings" => 1, "DayCard" => 2, "WebCard" => 3, _ => 4 }], "accountId");

    internal static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    internal static async Task<string> Error(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {Text(await BankDance.Json(answer), "code")}";

    private static string Key(JsonElement row) => Text(row, "transactionId");

    private static decimal Signed(JsonElement row) => row.GetProperty("amount").GetDecimal() * (Text(row, "debitCreditMemo") is "DEBIT" ? -1 : 1);
}
