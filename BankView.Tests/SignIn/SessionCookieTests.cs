using System.Net;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.SignIn;

public class SessionCookieTests
{
    [Fact]
    public async Task An_ended_session_is_over_with_the_next_request()
    {
        await using var app = await BankViewApp.Start();
        using var client = new FormClient(app);
        await client.Join(await app.SetupLink(), "Robin");
        var robin = await app.IdOf("Robin");

        await app.Get<SessionStore>().End(robin, (await app.Get<SessionStore>().List(robin)).Single().Id);

        Assert.Equal("/sign-in", (await client.Get("/settings")).Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Changing_the_password_signs_out_every_other_browser_and_not_this_one()
    {
        await using var app = await BankViewApp.Start();
        using var here = new FormClient(app);
        using var there = new FormClient(app);
        await here.Join(await app.SetupLink(), "Robin");
        await there.SignIn("Robin");

        var wrong = await here.Post("/settings/password", "password", ("CurrentPassword", "not my password at all"),
            ("Form.Password", "another river in spring"), ("Form.Repeated", "another river in spring"));
        Assert.Contains("This is not your current password.", await FormClient.Text(wrong), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/settings")).StatusCode);

        var right = await here.Post("/settings/password", "password", ("CurrentPassword", BankViewApp.Password),
            ("Form.Password", "another river in spring"), ("Form.Repeated", "another river in spring"));
        Assert.Contains("Your password is changed.", await FormClient.Text(right), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.Get("/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.SignIn("Robin", "another river in spring")).StatusCode);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_from_the_settings()
    {
        await using var app = await BankViewApp.Start();
        using var here = new FormClient(app);
        using var there = new FormClient(app);
        await here.Join(await app.SetupLink(), "Robin");
        await there.SignIn("Robin");
        var other = (await app.Get<SessionStore>().List(await app.IdOf("Robin")))[0].Id;

        await here.Post("/settings/sessions", "end", ("Id", other.ToString()));

        Assert.Equal(HttpStatusCode.Found, (await there.Get("/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/settings")).StatusCode);
        await here.Post("/settings/sessions", "everywhere");
        Assert.Equal(HttpStatusCode.Found, (await here.Get("/settings")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts()
    {
        await using var app = await BankViewApp.Start();
        using var client = new FormClient(app);
        var joined = await client.Join(await app.SetupLink(), "Robin");

        var cookie = joined.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("bankview-session=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
