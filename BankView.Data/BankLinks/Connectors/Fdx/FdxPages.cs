using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>One page of a list; the last when the bank names no next one.</summary>
internal readonly record struct FdxPage(JsonElement Json, bool IsLast);

/// <summary>Walks through a list page by page, as far as the bank names a next one, and not in circles.</summary>
internal static class FdxPages
{
    public const int Limit = 200;

    // With 200 rows a page that is more than any account has in the longest window; a bank that goes on is in a circle.
    private const int MostPages = 1000;

    /// <param name="refused">What a refusal means: an empty page, or an exception.</param>
    /// <exception cref="ConnectorException">A page could not be read, or the bank's pages do not end.</exception>
    public static async IAsyncEnumerable<FdxPage> Read(FdxSession session, string path, string what,
        Func<BankResponse, CancellationToken, Task<JsonElement?>> refused, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? next = ""; next is not null;)
        {
            var response = await session.Ask(HttpMethod.Get, path + next, what, cancellation);
            if (next.Length > 0 && response.Status is HttpStatusCode.BadRequest or HttpStatusCode.Gone)
            {
                throw new ConnectorException(ProblemKind.RestartPagination, $"{response.What} does not accept its own page key any more.");
            }

            var page = response.IsSuccess ? PageOf(response) : await refused(response, cancellation) ?? default;
            next = Next(page);
            // Before the next is asked for: whatever becomes of that one, this one has come.
            yield return new FdxPage(page, IsLast: next is null);
            if (next is not null && (!seen.Add(next) || seen.Count == MostPages))
            {
                throw new ConnectorException(ProblemKind.ProviderDown, $"The pages of {response.What} go in circles.");
            }
        }
    }

    /// <summary>What a refusal says of one account; null when it is none. Anything that is not about the account is thrown.</summary>
    public static async Task<ConnectorProblem?> Refusal(FdxSession session, BankResponse response, string accountId, CancellationToken cancellation)
    {
        if (response.IsSuccess)
        {
            return null;
        }

        if (response.Status is HttpStatusCode.Forbidden)
        {
            var why = await session.WhyNot(response, cancellation);
            // The consent stands, so it is this account that it does not reach.
            return why.Kind is ProblemKind.ReauthRequired ? FdxProblems.AccountGone(accountId, response) : throw new ConnectorException(why);
        }

        return FdxProblems.IsAccountGone(response) ? FdxProblems.AccountGone(accountId, response) : throw FdxProblems.Down(response);
    }

    // A page is an object or a bare list; "true" or "42" is valid JSON and no page.
    private static JsonElement PageOf(BankResponse response) => response.ReadJson() is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } page
        ? page : throw new ConnectorException(ProblemKind.ProviderDown, $"{response.What} answered JSON that is no list.");

    private static string? Next(JsonElement page) => page.Get("page") is not { } paging ? null
        : paging.Text("nextOffset") is { } offset ? $"&offset={Uri.EscapeDataString(offset)}"
        : paging.Text("nextPageKey") is { } key ? $"&pageKey={Uri.EscapeDataString(key)}"
        : null;
}
