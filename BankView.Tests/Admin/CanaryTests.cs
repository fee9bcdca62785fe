using System.Net;
using BankView.Data.Database;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

/// <summary>What no administrator may see stands on no page of theirs, in no log line and in no entry of the audit trail.</summary>
public class CanaryTests
{
    [Fact]
    public async Task No_page_log_line_or_audit_entry_tells_a_figure_a_merchant_an_account_or_a_secret()
    {
        await using var site = await AdminSite.Open();
        using var sam = await site.SignIn("Sam");
        using var alex = await site.SignIn("Alex");
        await CanariesSing(site, sam);
        var before = site.Log.Count;

        List<string> pages = [.. await OpenAll(site, alex), .. await DoEverything(site, alex), .. await OpenAll(site, alex)];

        Assert.All(pages, page => AssertSilent(page, "a page"));
        Assert.NotEqual(before, site.Log.Count);
        Assert.All(site.Log.Skip(before), line => AssertSilent(line, "the log"));
        var trail = (await TableDump.Lines(site.App.Get<Databases>().Data)).Where(line => line.StartsWith("admin_actions", StringComparison.Ordinal)).ToList();
        Assert.True(trail.Count >= 10, "Too little was done to prove anything.");
        Assert.All(trail, line => AssertSilent(line, "the audit trail"));
    }

    [Fact]
    public async Task An_administrator_who_is_no_member_sees_no_page_of_members()
    {
        await using var site = await AdminSite.Open();
        using var alex = await site.SignIn("Alex");
        var pages = AdminRoutes.OfMembers();
        Assert.Contains("/links", pages);

        foreach (var page in pages)
        {
            Assert.NotEqual(HttpStatusCode.OK, (await alex.Get(page)).StatusCode);
        }
    }

    [Fact]
    public async Task For_a_member_no_page_of_the_administration_exists()
    {
        await using var site = await AdminSite.Open();
        using var sam = await site.SignIn("Sam");

        foreach (var page in AdminRoutes.All(site))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await sam.Get(page)).StatusCode);
        }
    }

    // What is planted can be found at all: its owner sees it.
    private static async Task CanariesSing(AdminSite site, FormClient sam)
    {
        var own = await sam.Read("/links") + await sam.Read("/activity?account=" + site.LinkId);
        Assert.Contains("Sparkasse Hinterwald", own, StringComparison.Ordinal);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSilent(own, "Sam's own page"));
    }

    private static async Task<IEnumerable<string>> OpenAll(AdminSite site, FormClient alex)
    {
        var pages = new List<string>();
        foreach (var route in AdminRoutes.All(site))
        {
            var answer = await alex.Get(route);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{route} answered {answer.StatusCode}.");
            pages.Add(await FormClient.Text(answer));
        }

        return pages;
    }

    private static async Task<IEnumerable<string>> DoEverything(AdminSite site, FormClient alex)
    {
        const string secret = "client-secret-canary-8841";
        var person = $"/admin/members/{site.Sam}";
        var link = await site.App.Get<OneTimeLinkStore>().MakeInvitation(await site.App.IdOf("Alex"), "Kim", true, false);
        var open = (await site.App.Get<OneTimeLinkStore>().Find(OneTimeLinkKind.Invitation, link))!.Id;
        (string Path, string Form, (string, string)[] Fields)[] acts =
        [
            (site.BankPath, "act", [("Action", "test")]),
            (site.BankPath, "act", [("Action", "pause")]),
            (site.BankPath, "institution", Settings("ftp://wrong", secret)),
            (site.BankPath, "institution", Settings("https://bank.example/v6", secret)),
            (site.BankPath, "act", [("Action", "offer")]),
            ("/admin/institutions/new", "preset", [("Preset", "citi")]),
            ("/admin/institutions", "order", [("Down", site.Bank.Id.ToString())]),
            (person, "roles", [("Form.IsMember", "true")]),
            (person, "person", [("Action", "reset")]),
            (person, "person", [("Action", "block")]),
            (person, "person", [("Action", "unblock")]),
            ("/admin/members", "revoke", [("Id", open.ToString())]),
            ("/admin/members/invite", "invite", [("Form.Note", "Kim"), ("Form.IsMember", "true")]),
            ("/admin/messages", "check", [("Kind", "Email")]),
            (site.LinkPath, "read", []),
            (site.LinkPath, "disconnect", [("Reason", "")]),
            (site.LinkPath, "disconnect", [("Reason", "You asked us to.")]),
            ($"{site.BankPath}/withdrawal", "withdraw", [("Form.Reason", "The bank left."), ("Form.Erases", "true"), ("Form.Days", "30"), ("Form.IsUnderstood", "true")]),
        ];
        var pages = new List<string>();
        foreach (var (path, form, fields) in acts)
        {
            var answer = await alex.Post(path, form, fields);
            var page = await FormClient.Text(answer);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found, $"{path} answered {answer.StatusCode} to {form}.");
            Assert.DoesNotContain("Something went wrong", page, StringComparison.Ordinal);
            pages.Add(page);
        }

        return pages;
    }

    private static (string, string)[] Settings(string address, string secret) =>
        [("Form.Name", "Alder Bank"), ("Form.Values[Address]", address), ("Form.Values[ClientId]", "unknown"), ("Form.Secrets[ClientSecret]", secret)];

    private static void AssertSilent(string text, string where)
    {
        foreach (var canary in AdminSite.Canaries)
        {
            Assert.False(text.Contains(canary, StringComparison.Ordinal), $"'{canary}' stands in {where}: {text}");
        }
    }
}
