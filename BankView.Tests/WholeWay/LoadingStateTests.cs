using System.Security.Claims;
using BankView.Data.Imports;
using BankView.Tests.Imports;
using BankView.Tests.Testing;
using BankView.Web.Accounts;
using BankView.Web.Imports;
using BankView.Web.Overview;
using BankView.Web.SignIn;
using BankView.Web.Transactions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.WholeWay;

/// <summary>Until a page has what it loads, it shows the shape of it and says so to who listens; then the content takes its place.</summary>
public class LoadingStateTests : ImportPageTest
{
    private readonly SlowAuthentication _authentication = new();

    public LoadingStateTests()
    {
        Services.AddScoped<SearchReading>();
        Services.AddTransient<ActivityReader>();
    }

    protected override Task AddServices()
    {
        Services.AddScoped(_ => new CurrentUser(_authentication));
        return Task.CompletedTask;
    }

    [Fact]
    public Task The_overview() => IsShownBeforeContent(() => Render<OverviewPage>(), "Corner Bakery");

    [Fact]
    public Task The_activity() => IsShownBeforeContent(() => Render<ActivityPage>(), "Corner Bakery");

    [Fact]
    public Task The_imports() => IsShownBeforeContent(() => Render<ImportPage>(), "spring.ofx");

    [Fact]
    public async Task An_account()
    {
        var account = (await BringIn()).AccountIds[0];

        await IsShownBeforeContent(() => Render<AccountPage>(page => page.Add(p => p.Id, account)), "Corner Bakery");
    }

    // The page waits for the server's word on who looks at it, as it waits for a database that takes its time.
    private async Task IsShownBeforeContent<T>(Func<IRenderedComponent<T>> render, string content)
        where T : IComponent
    {
        await BringIn();

        var page = render();
        Assert.NotEmpty(page.FindAll("[aria-busy=true]"));
        Assert.NotEmpty(page.FindAll("[aria-busy=true] [role=status]"));
        Assert.DoesNotContain(content, page.Markup, StringComparison.Ordinal);

        _authentication.Answer(Member);
        await page.WaitForAssertionAsync(() => Assert.Contains(content, page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[aria-busy=true]"));
    }

    private Task<ImportResult> BringIn() => Member.BringIn(
        Checking(Row("2026-11-18", -1234, "Corner Bakery", "1", isCard: true)).WithBalance("2026-11-19", 512345), file: "spring.ofx");

    private sealed class SlowAuthentication : AuthenticationStateProvider
    {
        private readonly TaskCompletionSource<AuthenticationState> _state = new();

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => _state.Task;

        public void Answer(TestMember member) => _state.SetResult(new(new(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, member.Id.ToString()), new(ClaimTypes.Role, "Member")], "Test"))));
    }
}
