using System.Net;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>Asks for accounts: all of them by pages, and one by one what the list leaves out.</summary>
internal sealed class FdxAccounts(FdxSession session)
{
    private readonly List<ConnectorProblem> _problems = [];

    public IReadOnlyList<ConnectorProblem> Problems => _problems;

    /// <summary>All accounts that the consent reaches.</summary>
    /// <param name="withBalances">False when no balance is asked for: then the bank is asked for the accounts' descriptions alone.</param>
    public async Task<Dictionary<string, BankAccount>> List(bool withBalances, CancellationToken cancellation)
    {
        var accounts = new Dictionary<string, BankAccount>(StringComparer.Ordinal);
        var query = $"accounts?resultType={(withBalances ? "details" : "lightweight")}&limit={FdxPages.Limit}";
        await foreach (var (page, _) in FdxPages.Read(session, query, "accounts", IsForbidden, cancellation))
        {
            // Some banks answer a bare list, or one account by itself.
            foreach (var item in page.ValueKind is JsonValueKind.Array ? page.EnumerateArray() : page.List("accounts"))
            {
                if (FdxAccount.Read(item, _problems) is { } account)
                {
                    accounts[account.Id] = account;
                }
            }
        }

        return accounts;
    }

    /// <summary>One account in full; null, with a problem told, when it is gone.</summary>
    public async Task<BankAccount?> Find(string id, CancellationToken cancellation)
    {
        var response = await session.Ask(HttpMethod.Get, $"accounts/{Uri.EscapeDataString(id)}", "accounts/{id}", cancellation);
        if (await FdxPages.Refusal(session, response, id, cancellation) is { } problem)
        {
            _problems.Add(problem);
            return null;
        }

        var json = response.ReadJson();
        // Where the list said it, and the details of old versions do not repeat it.
        return FdxAccount.Read(json.Get("account") ?? json, _problems) is { } account ? account with { Id = id } : null;
    }

    /// <summary>Asks one by one for what the list left out.</summary>
    public async Task Complete(Dictionary<string, BankAccount> accounts, IEnumerable<string> ids, bool withBalances, CancellationToken cancellation)
    {
        foreach (var id in ids.Distinct(StringComparer.Ordinal).ToList())
        {
            var isWhole = accounts.TryGetValue(id, out var listed) && !listed.LacksCurrency() && !(withBalances && listed.LacksBalances());
            if (!isWhole && await Find(id, cancellation) is { } found)
            {
                accounts[id] = found;
            }
        }
    }

    private async Task<JsonElement?> IsForbidden(BankResponse response, CancellationToken cancellation) =>
        FdxProblems.IsNothingFound(response) ? default(JsonElement)
            : response.Status is HttpStatusCode.Forbidden ? throw new ConnectorException(await session.WhyNot(response, cancellation))
            : throw FdxProblems.Down(response);
}
