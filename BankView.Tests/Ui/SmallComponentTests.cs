using BankView.Data.Transactions;
using BankView.Tests.Testing;
using BankView.Web.Ui;
using Bunit;

namespace BankView.Tests.Ui;

public class SmallComponentTests : UiTest
{
    [Theory]
    [InlineData(NoticeKind.Info, "status", "Note:")]
    [InlineData(NoticeKind.Done, "status", "Done:")]
    [InlineData(NoticeKind.Attention, "status", "Attention:")]
    [InlineData(NoticeKind.Danger, "alert", "Problem:")]
    public void A_notice_says_by_a_word_what_its_colour_says(NoticeKind kind, string role, string word)
    {
        var notice = Render<Notice>(p => p.Add(n => n.Kind, kind).AddChildContent("Three rows were left out."));
        var text = notice.Find($"[role={role}]").TextContent.Trim();
        Assert.StartsWith(word, text, StringComparison.Ordinal);
        Assert.EndsWith("Three rows were left out.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_page_offers_the_next_step()
    {
        var empty = Render<EmptyState>(p => p.Add(e => e.Text, "No accounts yet.").Add(e => e.Action, "Link a bank").Add(e => e.Href, "/links"));
        Assert.Equal("No accounts yet.", empty.Find("p").TextContent);
        Assert.Equal("Link a bank", empty.Find("a[href='/links']").TextContent);
    }

    [Fact]
    public void Without_a_next_step_there_is_no_link() =>
        Assert.Empty(Render<EmptyState>(p => p.Add(e => e.Text, "Nothing matches.")).FindAll("a"));

    [Fact]
    public void Pending_is_a_word_and_posted_goes_without_saying()
    {
        Read("de-DE");
        Assert.Equal("Vorgemerkt", Status(TransactionStatus.Pending).Find("span").TextContent);
        Assert.Empty(Status(TransactionStatus.Posted).Markup.Trim());
    }

    [Theory]
    [InlineData("Chase", "CH")]
    [InlineData("Wells Fargo Bank, N.A.", "WF")]
    [InlineData("U.S. Bank", "US")]
    [InlineData("Überbank", "ÜB")]
    [InlineData("C", "C")]
    [InlineData("🏦🏦🏦", "🏦🏦")]
    [InlineData(" . ", "?")]
    public void A_bank_is_marked_by_two_letters(string name, string letters) =>
        Assert.Equal(letters, Render<Initials>(p => p.Add(i => i.Name, name)).Find(".initials").TextContent);

    [Fact]
    public void A_banks_colour_is_the_same_at_every_start()
    {
        var mark = Render<Initials>(p => p.Add(i => i.Name, "Chase")).Find(".initials");
        Assert.Equal("--hue: 30", mark.GetAttribute("style"));
    }

    [Fact]
    public void A_page_has_its_title_as_the_one_first_heading()
    {
        var header = Render<PageHeader>(p => p.Add(h => h.Title, "Activity").AddChildContent("<button>Export</button>"));
        Assert.Equal("Activity", Assert.Single(header.FindAll("h1")).TextContent);
        Assert.Equal("Export", header.Find(".page-actions button").TextContent);
    }

    [Fact]
    public void A_busy_button_cannot_be_pressed_again()
    {
        var button = Render<SubmitButton>(p => p.Add(b => b.Text, "Import").Add(b => b.IsBusy, true).Add(b => b.BusyText, "Importing…"));
        Assert.True(button.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Equal("Importing…", button.Find("button").TextContent.Trim());
    }

    private IRenderedComponent<StatusWord> Status(TransactionStatus status) => Render<StatusWord>(p => p.Add(s => s.Status, status));
}
