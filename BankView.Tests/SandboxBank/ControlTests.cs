using System.Net;
using System.Text.Json;
using BankView.Tests.Testing;

namespace BankView.Tests.SandboxBank;

public class ControlTests
{
    private const string Control = "/sandbox-bank/control";

    [Fact]
    public async Task A_payment_made_now_is_pending_and_posts_under_another_id_when_asked_to()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var (token, card) = await LinkedCard(dance);
        Assert.Contains("The card was charged.", await Do(dance, "payment", ("kind", "payment"), ("card", card), ("merchant", "Kiosk"), ("amount", "12.40")), StringComparison.Ordinal);
        var held = Assert.Single(await Rows(dance, card, token, "Kiosk"));
        Assert.Equal(("PENDING", "DEBIT", 12.40m), (FdxTests.Text(held, "status"), FdxTests.Text(held, "debitCreditMemo"), held.GetProperty("amount").GetDecimal()));
        var owed = (await dance.Read($"accounts/{card}", token)).GetProperty("currentBalance").GetDecimal();

        await Do(dance, "post-pending");
        var posted = Assert.Single(await Rows(dance, card, token, "Kiosk"));
        Assert.Equal("POSTED", FdxTests.Text(posted, "status"));
        Assert.NotEqual(FdxTests.Text(held, "transactionId"), FdxTests.Text(posted, "transactionId"));
        Assert.True((await dance.Read($"accounts/{card}", token)).GetProperty("currentBalance").GetDecimal() >= owed + 12.40m);
        Assert.DoesNotContain((await All(dance, card, token)), row => FdxTests.Text(row, "status") is not "POSTED");
    }

    [Fact]
    public async Task Double_and_suspicious_payments_and_refunds_show_as_what_they_are()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var (token, card) = await LinkedCard(dance);
        await Do(dance, "payment", ("kind", "double"), ("card", card), ("merchant", "Twice"), ("amount", "30"));
        await Do(dance, "payment", ("kind", "suspicious"), ("card", card), ("merchant", "LUXOR WATCHES ONLINE NICOSIA CY"), ("amount", "1249.00"));
        await Do(dance, "payment", ("kind", "refund"), ("card", card), ("merchant", "Sorry"), ("amount", "5.00"));
        Assert.Equal(2, (await Rows(dance, card, token, "Twice")).Count);
        Assert.Equal(1249m, Assert.Single(await Rows(dance, card, token, "LUXOR WATCHES ONLINE NICOSIA CY")).GetProperty("amount").GetDecimal());
        Assert.Equal("CREDIT", FdxTests.Text(Assert.Single(await Rows(dance, card, token, "Sorry")), "debitCreditMemo"));
    }

    [Theory, InlineData("0"), InlineData("-3"), InlineData("1.234"), InlineData("10000.01"), InlineData("ten")]
    public async Task An_amount_that_is_none_charges_nothing(string amount)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var (token, card) = await LinkedCard(dance);
        Assert.Contains("Nothing was done", await Do(dance, "payment", ("kind", "payment"), ("card", card), ("merchant", "Kiosk"), ("amount", amount)), StringComparison.Ordinal);
        Assert.Empty(await Rows(dance, card, token, "Kiosk"));
    }

    [Theory, InlineData("lapse", "EXPIRED"), InlineData("revoke", "REVOKED")]
    public async Task A_consent_ended_at_the_bank_is_over_for_the_company(string end, string status)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        Assert.Contains(status, await Do(dance, "consent", ("consent", tokens.ConsentId), ("end", end)), StringComparison.Ordinal);
        Assert.Equal("403 602", await FdxTests.Error(await dance.Ask("accounts", tokens.Access)));
        Assert.Equal(status, FdxTests.Text(await dance.Read($"consents/{tokens.ConsentId}", tokens.Access), "status"));
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Refresh(tokens.Refresh)));
    }

    [Fact]
    public async Task Tokens_taken_away_leave_the_consent_and_ask_for_a_new_sign_in()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        Assert.Contains("ACTIVE", await Do(dance, "tokens", ("consent", tokens.ConsentId)), StringComparison.Ordinal);
        Assert.Equal("401 602", await FdxTests.Error(await dance.Ask("accounts", tokens.Access)));
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Refresh(tokens.Refresh)));
    }

    [Fact]
    public async Task A_customer_ends_no_consent_and_charges_no_card_of_another()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        var card = await FdxTests.Id(dance, tokens.Access, "DayCard");
        await dance.SignIn("noor", "meadow-compass");
        await Do(dance, "consent", ("consent", tokens.ConsentId), ("end", "revoke"));
        await Do(dance, "payment", ("kind", "payment"), ("card", card), ("merchant", "Kiosk"), ("amount", "1"));
        Assert.Equal(HttpStatusCode.OK, (await dance.Ask("accounts", tokens.Access)).StatusCode);
        Assert.Empty(await Rows(dance, card, tokens.Access, "Kiosk"));
    }

    [Theory, InlineData("payment"), InlineData("post-pending"), InlineData("consent"), InlineData("tokens"), InlineData("weather")]
    public async Task Without_a_sign_in_or_the_forms_token_nothing_happens(string action)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        Assert.Contains("Customers of this bank", await dance.Customer.Read(Control), StringComparison.Ordinal);
        var page = await dance.Customer.Read(Control);
        var stranger = await dance.Customer.PostRaw($"{Control}/{action}", ("__RequestVerificationToken", FormClient.TokenIn(page)), ("answering", "Down"), ("seconds", "0"));
        Assert.Equal(Control, stranger.Headers.Location?.OriginalString);
        var tokens = await dance.Link();
        var forged = await dance.Customer.PostRaw($"{Control}/{action}", ("answering", "Down"), ("seconds", "0"));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await dance.Ask("accounts", tokens.Access)).StatusCode);
    }

    internal static async Task<string> Do(BankDance dance, string action, params (string Name, string Value)[] fields)
    {
        var page = await dance.Customer.Read(Control);
        var answer = await dance.Customer.PostRaw($"{Control}/{action}", [("__RequestVerificationToken", FormClient.TokenIn(page)), .. fields]);
        return await dance.Customer.Read(answer.Headers.Location!.OriginalString);
    }

    private static async Task<(string Token, string Card)> LinkedCard(BankDance dance)
    {
        var token = (await dance.Link()).Access;
        return (token, await FdxTests.Id(dance, token, "WebCard"));
    }

    private static Task<List<JsonElement>> All(BankDance dance, string card, string token) => dance.ReadAll($"accounts/{card}/transactions", "transactions", token);

    private static async Task<List<JsonElement>> Rows(BankDance dance, string card, string token, string description) =>
        [.. (await All(dance, card, token)).Where(row => string.Equals(FdxTests.Text(row, "description"), description, StringComparison.Ordinal))];
}
