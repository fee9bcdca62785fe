using System.Net;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.SignIn;

public class EntranceTests
{
    [Fact]
    public async Task Setting_up_signs_in_and_leads_to_the_overview_and_the_link_is_over_then()
    {
        await using var app = await BankViewApp.Start();
        using var client = new FormClient(app);
        var link = await app.SetupLink();

        var joined = await client.Join(link, "Robin");

        Assert.Equal("/", joined.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/")).StatusCode);
        Assert.Contains("This link has been used", await client.Read(link), StringComparison.Ordinal);
        Assert.Contains("This link has been used", await client.Read("/setup?token=guessed"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Robin", "a quiet river in winter")]
    [InlineData("Nobody", BankViewApp.Password)]
    [InlineData("Blocked", BankViewApp.Password)]
    [InlineData("Waiting", BankViewApp.Password)]
    [InlineData("", "")]
    public async Task Whoever_may_not_come_in_gets_the_same_answer(string userName, string password)
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        foreach (var name in new[] { "Blocked", "Waiting" })
        {
            using var person = new FormClient(app);
            await person.Join(await app.InvitationLink("Robin"), name);
        }

        await app.Get<MembershipStore>().Block(await app.IdOf("Blocked"), await app.IdOf("Robin"));
        for (var failure = 0; failure < 5; failure++)
        {
            await app.Get<UserAccountStore>().CountFailure(await app.IdOf("Waiting"));
        }

        using var client = new FormClient(app);
        var answer = await client.SignIn(userName, password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("That did not work: the user name or password is wrong, or there were several failed tries",
            await FormClient.Text(answer), StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await client.Get("/")).Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("/activity?q=coffee", "/activity?q=coffee")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task After_signing_in_one_stays_on_this_site(string returnUrl, string expected)
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        using var client = new FormClient(app);

        var answer = await client.SignIn("robin", path: $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(new Uri(app.Address, expected), new Uri(app.Address, answer.Headers.Location!));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_has_to_wait()
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        using var client = new FormClient(app);
        for (var failure = 0; failure < 5; failure++)
        {
            await client.SignIn("Robin", "a quiet river in winter");
        }

        Assert.Equal(HttpStatusCode.OK, (await client.SignIn("Robin")).StatusCode);
        await app.Get<UserAccountStore>().ForgetFailures(await app.IdOf("Robin"));
        Assert.Equal(HttpStatusCode.Found, (await client.SignIn("Robin")).StatusCode);
    }

    [Fact]
    public async Task A_sign_out_without_the_forms_token_is_refused()
    {
        await using var app = await BankViewApp.Start();
        using var client = new FormClient(app);
        await client.Join(await app.SetupLink(), "Robin");

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostRaw("/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/settings")).StatusCode);
    }
}
