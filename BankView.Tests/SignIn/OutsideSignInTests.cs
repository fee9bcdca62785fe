using System.Text.RegularExpressions;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.Hosting;

namespace BankView.Tests.SignIn;

public partial class OutsideSignInTests
{
    [Fact]
    public async Task An_account_elsewhere_signs_in_after_its_owner_linked_it_and_not_before()
    {
        await using var service = await OutsideService.Start();
        await using var app = await With(service);
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        using var visitor = new FormClient(app);

        Assert.Equal("/sign-in?outside=refused", await visitor.Follow("/sign-in/outside"));
        Assert.Equal("/settings/outside", await robin.Follow(LinkIn(await robin.Read("/settings/outside"))));
        Assert.Equal("/", await visitor.Follow("/sign-in/outside"));
        Assert.Contains("Robin", await visitor.Read("/settings"), StringComparison.Ordinal);
        // The other service vouched for them, and nobody gave a password or passkey here.
        Assert.Equal("/settings/confirm?next=%2Fsettings%2Foutside", await visitor.Follow("/settings/outside"));

        service.Subject = "somebody-else";
        using var stranger = new FormClient(app);
        Assert.Equal("/sign-in?outside=refused", await stranger.Follow("/sign-in/outside"));
    }

    [Fact]
    public async Task Nobody_else_can_ask_to_link_for_a_person()
    {
        await using var service = await OutsideService.Start();
        await using var app = await With(service);
        using var robin = new FormClient(app);
        using var sam = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        await sam.Join(await app.InvitationLink("Robin"), "Sam");
        var sams = LinkIn(await sam.Read("/settings/outside"));

        Assert.Equal("/settings/outside?refused=true", await robin.Follow(sams));
        Assert.Equal("/settings/outside?refused=true", await robin.Follow("/sign-in/outside?link=forged"));
        Assert.Equal("/settings/outside", await robin.Follow(LinkIn(await robin.Read("/settings/outside"))));
        Assert.Equal("/settings/outside?refused=true", await sam.Follow(sams));
    }

    /// <summary>Has the application sign in by <paramref name="service"/>, too.</summary>
    internal static void Use(IWebHostBuilder host, OutsideService service)
    {
        host.UseSetting("SignIn:OpenIdConnect:Authority", service.Address);
        host.UseSetting("SignIn:OpenIdConnect:ClientId", "bankview");
        host.UseSetting("SignIn:OpenIdConnect:ClientSecret", "secret");
    }

    private static Task<BankViewApp> With(OutsideService service) => BankViewApp.Start(host => Use(host, service));

    private static string LinkIn(string page) => LinkRequest().Match(page).Value;

    [GeneratedRegex("/sign-in/outside\\?link=[^\"]+", RegexOptions.NonBacktracking)]
    private static partial Regex LinkRequest();
}
