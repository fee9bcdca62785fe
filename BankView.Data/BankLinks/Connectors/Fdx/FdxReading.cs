using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>One reading: the accounts first (amounts need their currency), then each window page by page.</summary>
internal sealed class FdxReading(FdxSession session, SyncRequest request)
{
    public async IAsyncEnumerable<SyncPage> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = new FdxAccounts(session);
        var withBalances = request.Balances.Count > 0;
        var accounts = await reader.List(withBalances, cancellation);
        await reader.Complete(accounts, request.Balances, withBalances, cancellation);
        await reader.Complete(accounts, request.Windows.Select(window => window.AccountId), withBalances: false, cancellation);
        yield return new SyncPage
        {
            Accounts = [.. request.Balances.Distinct(StringComparer.Ordinal).Where(accounts.ContainsKey).Select(id => accounts[id])],
            Problems = [.. reader.Problems.Where(IsAsked).Distinct()],
            Calls = session.TakeCalls(),
        };

        // An account that is gone is told above; the others go on.
        foreach (var window in request.Windows.Where(window => accounts.ContainsKey(window.AccountId)))
        {
            await foreach (var page in Read(window, accounts[window.AccountId], cancellation))
            {
                yield return page;
            }
        }
    }

    private bool IsAsked(ConnectorProblem problem) => problem.AccountId is null
        || request.Balances.Contains(problem.AccountId) || request.Windows.Any(window => string.Equals(window.AccountId, problem.AccountId, StringComparison.Ordinal));

    private async IAsyncEnumerable<SyncPage> Read(AccountWindow window, BankAccount account, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Asked for explicitly: without a range some banks give the last week.
        var path = $"accounts/{Uri.EscapeDataString(account.Id)}/transactions?startTime={Day(window.From)}&endTime={Day(window.To)}&limit={FdxPages.Limit}";
        ConnectorProblem? gone = null;
        await foreach (var (json, isLast) in FdxPages.Read(session, path, "accounts/{id}/transactions", Refused, cancellation))
        {
            var page = PageOf(json, account);
            yield return gone is not null ? page with { Problems = [gone] }
                // FDX does not promise that a posted row which is not there is gone.
                : isLast ? page with { Finished = [new FinishedWindow(window, IsComplete: false, HasPending: true)] }
                : page;
        }

        async Task<JsonElement?> Refused(BankResponse response, CancellationToken stop)
        {
            gone = FdxProblems.IsNothingFound(response) ? null : await FdxPages.Refusal(session, response, account.Id, stop);
            return null;
        }
    }

    private SyncPage PageOf(JsonElement page, BankAccount account)
    {
        var items = (page.ValueKind is JsonValueKind.Array ? page.EnumerateArray() : page.List("transactions")).ToList();
        var rows = items.Select(item => FdxTransaction.Read(item, account, session.Party.Settings.FraudNoticeAttribute)).OfType<BankTransaction>().ToList();
        return new SyncPage { Rows = rows, UnreadableRows = items.Count - rows.Count, Calls = session.TakeCalls() };
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
