using System.Globalization;
using System.Runtime.CompilerServices;

namespace BankView.Data.BankLinks.Connectors.SimpleFin;

/// <summary>One reading: each call brings balances and the rows of all accounts whose windows fall into its range of days.</summary>
internal sealed class SimpleFinReading(BankHttp http, SimpleFinSettings settings, BankAccess access)
{
    /// <summary>The Bridge cuts off at 90; a day less, so that a day's beginning or end never decides.</summary>
    public const int MostDays = 89;

    public async IAsyncEnumerable<SyncPage> Read(SyncRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var balances = request.Balances.ToHashSet(StringComparer.Ordinal);
        if (request.Windows.Count == 0)
        {
            if (balances.Count > 0)
            {
                var answer = await Ask($"balances-only=1{Only(balances)}", cancellation);
                yield return PageOf(answer, balances, []);
            }

            yield break;
        }

        // Calls are few a day, so windows of the same days share one.
        foreach (var days in request.Windows.SelectMany(Cut).GroupBy(piece => (piece.From, piece.To)).OrderBy(group => group.Key))
        {
            var asked = days.Select(piece => piece.AccountId).Concat(balances);
            var answer = await Ask($"start-date={Epoch(days.Key.From)}&end-date={Epoch(days.Key.To.AddDays(1))}&pending=1{Only(asked)}", cancellation);
            yield return PageOf(answer, balances, [.. days]);
        }
    }

    /// <exception cref="ConnectorException">The server refused, or gave no usable answer.</exception>
    public async Task<SimpleFinAnswer> Ask(string query, CancellationToken cancellation)
    {
        var address = SimpleFinAddress.ReadAccess(access.Credential, settings, http)
            ?? throw new ConnectorException(ProblemKind.ReauthRequired, "The stored access address is none of this server.");
        using var request = SimpleFinAddress.Ask(address, $"accounts?version=2&{query}");
        var response = await http.Send(request, settings.Call("accounts", access.UserId, access.LinkId), cancellation);
        return response.IsSuccess ? SimpleFinAnswer.Read(response) : throw SimpleFinErrors.From(response);
    }

    private static SyncPage PageOf(SimpleFinAnswer answer, HashSet<string> balances, IReadOnlyList<AccountWindow> windows)
    {
        var asked = windows.Select(window => window.AccountId).ToHashSet(StringComparer.Ordinal);
        var rows = answer.Accounts.Where(found => asked.Contains(found.Account.Id) && found.Account.Kind is not null)
            .SelectMany(found => found.Json.List("transactions").Select(row => SimpleFinAccount.ReadTransaction(row, found.Account))).ToList();
        var present = answer.Accounts.Select(found => found.Account.Id).ToHashSet(StringComparer.Ordinal);
        return new SyncPage
        {
            Accounts = [.. answer.Accounts.Select(found => found.Account).Where(account => balances.Contains(account.Id))],
            Rows = [.. rows.OfType<BankTransaction>()],
            UnreadableRows = rows.Count(row => row is null),
            Finished = [.. windows.Where(window => present.Contains(window.AccountId) && !answer.Problems.Any(problem => KeepsOpen(problem, window.AccountId)))
                .Select(window => new FinishedWindow(window, IsComplete: false, HasPending: answer.Problems.All(problem => !IsAboutAll(problem))))],
            Problems = [.. answer.Problems.Where(problem => problem.AccountId is null || asked.Contains(problem.AccountId) || balances.Contains(problem.AccountId))
                .Concat(Gone(answer, asked.Union(balances), present))],
            Calls = 1,
        };
    }

    // An account with an error, or whose connection has one, may be missing rows: its window is read again. A general remark may be about
    // anything or nothing, and would keep all windows open for ever: it only keeps pending rows from being taken for gone.
    private static bool KeepsOpen(ConnectorProblem problem, string id) => problem switch
    {
        { AccountId: { } account } => string.Equals(account, id, StringComparison.Ordinal),
        { ConnectionId: { } connection } => id.StartsWith(SimpleFinAccount.IdOf(connection, ""), StringComparison.Ordinal),
        _ => problem.Kind is not ProblemKind.PartialData,
    };

    private static bool IsAboutAll(ConnectorProblem problem) => problem is { AccountId: null, ConnectionId: null };

    // An account that is not there and of which nothing else is said is not shared any more.
    private static IEnumerable<ConnectorProblem> Gone(SimpleFinAnswer answer, IEnumerable<string> asked, HashSet<string> present) =>
        answer.Problems.Any() ? [] : asked.Where(id => !present.Contains(id)).Distinct()
            .Select(id => new ConnectorProblem(ProblemKind.AccountGone) { AccountId = id, Detail = "GET accounts does not list the account." });

    private static IEnumerable<AccountWindow> Cut(AccountWindow window)
    {
        for (var from = window.From; from <= window.To; from = from.AddDays(MostDays))
        {
            var to = from.AddDays(MostDays - 1);
            yield return window with { From = from, To = to < window.To ? to : window.To };
        }
    }

    private static string Only(IEnumerable<string> ids) => string.Concat(
        ids.Select(SimpleFinAccount.OwnIdOf).Distinct(StringComparer.Ordinal).Select(id => $"&account={Uri.EscapeDataString(id)}"));

    private static string Epoch(DateOnly day) =>
        new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
