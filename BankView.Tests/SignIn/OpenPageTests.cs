using BankView.Data.Database;
using BankView.Data.Users;
using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.SignIn;

/// <summary>What becomes of a page that is open when its reader's sign-in changes.</summary>
public class OpenPageTests(Browser browser)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_block_ends_the_open_page_at_once()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await SamLooks(app, window);

        await app.Get<MembershipStore>().Block(await app.IdOf("Sam"), await app.IdOf("Robin"));

        await window.WaitFor("/sign-in").WaitAsync(AtOnce, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_open_page_at_once()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await SamLooks(app, window);

        await app.Get<SessionStore>().EndAll(await app.IdOf("Sam"));

        await window.WaitFor("/sign-in").WaitAsync(AtOnce, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_new_role_loads_the_open_page_anew_at_once()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await SamLooks(app, window);
        var administration = window.Page.Locator("nav a[href='/admin']");
        Assert.Equal(0, await administration.CountAsync());

        await app.Get<MembershipStore>().SetRoles(await app.IdOf("Sam"), isMember: true, isAdministrator: true, await app.IdOf("Robin"));

        await Assertions.Expect(administration).ToBeAttachedAsync(new() { Timeout = (float)AtOnce.TotalMilliseconds });
    }

    [Fact]
    public async Task A_change_on_another_node_ends_the_open_page_at_its_next_check()
    {
        await using var app = await BankViewApp.Start(host => host.UseSetting("SignIn:Check:Every", "00:00:01"));
        await using var window = await browser.Open(app);
        await SamLooks(app, window);
        var otherNode = new MembershipStore(app.Get<Databases>(), new SignInEvents(), TimeProvider.System);

        await otherNode.Block(await app.IdOf("Sam"), await app.IdOf("Robin"));

        await window.WaitFor("/sign-in").WaitAsync(AtOnce, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_tab_that_reconnects_with_another_members_cookie_becomes_that_members()
    {
        await using var app = await BankViewApp.Start();
        await using var robins = await browser.Open(app);
        await using var sams = await browser.Open(app);
        await robins.SetUp(app);
        await sams.Join(await app.InvitationLink("Robin"), "Join", "Sam", BankViewApp.Password);
        await robins.Page.EvaluateAsync("window.wasHereBefore = true");

        await robins.Context.AddCookiesAsync((await sams.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
            HttpOnly = cookie.HttpOnly,
        }));
        await robins.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");

        await Assertions.Expect(robins.Page.Locator("#account-menu .menu-title")).ToHaveTextAsync("Sam");
        Assert.True(await robins.Page.EvaluateAsync<bool>("window.wasHereBefore === undefined"));
    }

    private static async Task SamLooks(BankViewApp app, BrowserPage window)
    {
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        await window.Join(await app.InvitationLink("Robin"), "Join", "Sam", BankViewApp.Password);
    }
}
