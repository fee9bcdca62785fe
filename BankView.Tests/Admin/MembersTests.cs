using System.Net;
using System.Text.RegularExpressions;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

public partial class MembersTests
{
    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/members")]
    [InlineData("/admin/members/invite")]
    [InlineData("/admin/members/00000000-0000-7000-8000-000000000001")]
    public async Task For_a_member_the_administration_does_not_exist(string path)
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        using var sam = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        await sam.Join(await app.InvitationLink("Robin"), "Sam");

        Assert.Equal(HttpStatusCode.NotFound, (await sam.Get(path)).StatusCode);
        using var stranger = new FormClient(app);
        Assert.Equal("/sign-in", (await stranger.Get(path)).Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task An_administrator_invites_blocks_and_resets()
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        using var sam = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");

        var invited = await robin.Post("/admin/members/invite", "invite", ("Form.Note", "Sam from next door"), ("Form.IsMember", "true"));
        Assert.Contains("Sam from next door", await robin.Read("/admin/members"), StringComparison.Ordinal);
        await sam.Join(LinkIn(await FormClient.Text(invited)), "Sam");
        Assert.Equal(HttpStatusCode.OK, (await sam.Get("/settings")).StatusCode);
        Assert.DoesNotContain("Sam from next door", await robin.Read("/admin/members"), StringComparison.Ordinal);

        var page = $"/admin/members/{await app.IdOf("Sam")}";
        await robin.Post(page, "person", ("Action", "block"));
        Assert.Equal(HttpStatusCode.Found, (await sam.Get("/settings")).StatusCode);
        await robin.Post(page, "person", ("Action", "unblock"));

        var reset = LinkIn(await FormClient.Text(await robin.Post(page, "person", ("Action", "reset"))));
        var done = await sam.Post(reset, "reset", ("Form.Password", "a louder river in june"), ("Form.Repeated", "a louder river in june"));
        Assert.Contains("Your new password is set.", await FormClient.Text(done), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await sam.SignIn("Sam", "a louder river in june")).StatusCode);
        Assert.Contains("This link has been used", await sam.Read(reset), StringComparison.Ordinal);
        var told = await sam.Read("/settings");
        Assert.Contains("Robin made a link to a new password for you.", told, StringComparison.Ordinal);
        Assert.Contains("a password was set by it", told, StringComparison.Ordinal);
        Assert.Contains("No administrator has made a link", await robin.Read("/settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_is_told_why_not()
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        var page = $"/admin/members/{await app.IdOf("Robin")}";

        var answer = await robin.Post(page, "roles", ("Form.IsMember", "true"));

        Assert.Contains("must remain an administrator", await FormClient.Text(answer), StringComparison.Ordinal);
        Assert.True((await app.Get<MembershipStore>().Find(await app.IdOf("Robin")))!.IsAdministrator);
    }

    [Fact]
    public async Task An_administrator_who_is_no_member_is_led_to_the_administration()
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        using var sam = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        await sam.Join(await app.InvitationLink("Robin", member: false, asAdministrator: true), "Sam");

        Assert.Equal(HttpStatusCode.OK, (await sam.Get("/admin/members")).StatusCode);
    }

    private static string LinkIn(string page) => new Uri(OneTimeLinkField().Match(page).Groups["link"].Value).PathAndQuery;

    [GeneratedRegex("id=\"one-time-link\" value=\"(?<link>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex OneTimeLinkField();
}
