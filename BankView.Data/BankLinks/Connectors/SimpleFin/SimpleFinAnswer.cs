using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.SimpleFin;

/// <summary>A server's answer for accounts, in either version, read.</summary>
internal sealed record SimpleFinAnswer(IReadOnlyList<(BankAccount Account, JsonElement Json)> Accounts, IReadOnlyList<ConnectorProblem> Problems)
{
    public static SimpleFinAnswer Read(BankResponse response)
    {
        var json = response.ReadJson();
        if (json.Get("accounts") is not { ValueKind: JsonValueKind.Array })
        {
            throw new ConnectorException(ProblemKind.ProviderDown, $"{response.What} answered JSON without accounts.");
        }

        var connections = json.List("connections").Where(connection => connection.Text("conn_id") is not null)
            .DistinctBy(connection => connection.Text("conn_id"))
            .ToDictionary(connection => connection.Text("conn_id")!, connection => connection.Text("name") ?? connection.Text("org_name"), StringComparer.Ordinal);
        var problems = SimpleFinErrors.Read(json).ToList();
        var accounts = new List<(BankAccount, JsonElement)>();
        foreach (var item in json.List("accounts"))
        {
            if (SimpleFinAccount.Read(item, connections, problems) is { } account)
            {
                accounts.Add((account, item));
            }
        }

        return new SimpleFinAnswer(accounts, Scoped(problems, accounts));
    }

    // An error may name an account without its connection; where only one account has that id, it is that one.
    private static List<ConnectorProblem> Scoped(List<ConnectorProblem> problems, List<(BankAccount Account, JsonElement)> accounts) =>
    [
        .. problems.Select(problem => problem is { AccountId: { } id, ConnectionId: null }
            && accounts.Where(known => SimpleFinAccount.IdOf(null, SimpleFinAccount.OwnIdOf(known.Account.Id)).Equals(id, StringComparison.Ordinal)).Take(2).ToList() is [var only]
                ? problem with { AccountId = only.Account.Id, ConnectionId = only.Account.ConnectionId } : problem).Distinct(),
    ];
}
