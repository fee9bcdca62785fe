using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Sync;
using BankView.Tests.BankLinks.Connectors;
using LinkedBank = BankView.Tests.Testing.LinkedBank;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>Whatever goes wrong in the middle of a reading, over real HTTP: the link says so at once, what came stays, and the rest comes when it is over.</summary>
public sealed class FaultySyncTests : IAsyncLifetime
{
    private const int Rows = 7;

    private FdxBank _bank = null!;
    private Outlet _outlet = null!;
    private LinkedBank _link = null!;

    public async ValueTask InitializeAsync()
    {
        (_bank, _outlet) = (await FdxBank.Open(), await Outlet.Open(new() { Answer = TimeSpan.FromSeconds(1) }));
        _bank.Rows.Clear();
        _bank.Rows.AddRange(Enumerable.Range(0, Rows).Select(number => FdxJson.Row($"row {number}", "POSTED", "1.00", "DEBIT")));
        _link = await LinkedBank.Link(_outlet.Member);
        await _bank.Connect(_outlet, _link, (_link.Card, "card"));
    }

    public async ValueTask DisposeAsync()
    {
        await _bank.Http.DisposeAsync();
        await _outlet.DisposeAsync();
    }

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(fault => fault is not Fault.None)];

    [Theory, MemberData(nameof(Faults))]
    public async Task A_reading_that_goes_wrong_in_its_middle_keeps_what_came_and_the_next_brings_the_rest(Fault fault)
    {
        // Two rows a page: the fault strikes at the second.
        _bank.Http.IsFaulty = path => path.Value!.EndsWith("/transactions", StringComparison.Ordinal) && _bank.Http.Asked.Count(IsPage) > 1;
        _bank.Http.Fault = fault;

        var broken = await FdxLinks.Read(_outlet, _link);

        Assert.Equal((SyncEnd.Problem, TestBank.Means(fault)), (broken.End, broken.Problems[0].Kind));
        Assert.Equal(2, await Stored());
        Assert.NotEqual(LinkHealth.Fine, await Health());
        Assert.True((await _link.Read()).Status.NextSyncAt > _outlet.Database.Clock.GetUtcNow());

        _bank.Http.Fault = Fault.None;
        Assert.Equal((SyncEnd.Done, Rows - 2), (await FdxLinks.Read(_outlet, _link) is var mended ? (mended.End, mended.Added) : default));
        Assert.Equal((Rows, LinkHealth.Fine), (await Stored(), await Health()));
    }

    private static bool IsPage(string call) => call.Contains("/transactions", StringComparison.Ordinal);

    private async Task<LinkHealth> Health() => (await _link.Read()).Status.HealthAt(_outlet.Database.Clock.GetUtcNow());

    private async Task<int> Stored() => (await _link.Member.Activity()).Count(row => row.Merchant is "CORNER BAKERY");
}
