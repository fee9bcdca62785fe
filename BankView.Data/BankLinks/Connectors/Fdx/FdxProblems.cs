using System.Net;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// What FDX's refusals mean. Codes stand in the answer's <c>code</c>: 601 no such customer, 602 customer not authorized, 701 no such account,
/// 704 kind of account not served, 705 account closed, 1107 nothing found for what was asked.
/// </summary>
internal static class FdxProblems
{
    private static readonly string[] Words = ["code", "error", "errorCode", "reason", "status"];

    public static ConnectorException Down(BankResponse response) => new(new ConnectorProblem(ProblemKind.ProviderDown)
    {
        Detail = CodeOf(response) is { } code
            ? $"{response.What} answered {(int)response.Status} with code {code}." : $"{response.What} answered {(int)response.Status}.",
        BankText = TextOf(response),
    });

    public static ConnectorException RateLimited(BankResponse response) => new(new ConnectorProblem(ProblemKind.RateLimited)
    {
        RetryAfter = response.RetryAfter,
        Detail = $"{response.What} answered {(int)response.Status}.",
    });

    /// <summary>True when nothing is there for what was asked, which is no problem: some banks say so by a 404.</summary>
    public static bool IsNothingFound(BankResponse response) => response.Status is HttpStatusCode.NotFound && CodeOf(response) is "1107";

    /// <summary>True when the answer is about the one account that was asked for: it is gone or no longer served.</summary>
    public static bool IsAccountGone(BankResponse response) =>
        response.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone || CodeOf(response) is "701" or "704" or "705";

    public static ConnectorProblem AccountGone(string accountId, BankResponse? response = null) => new(ProblemKind.AccountGone)
    {
        AccountId = accountId,
        Detail = response is null ? "The account is not shared any more." : $"{response.What} answered {(int)response.Status}.",
        BankText = response is null ? null : TextOf(response),
    };

    /// <summary>What a 401 or 403 says of the consent by itself; null when it says nothing clear.</summary>
    public static ProblemKind? ConsentIn(BankResponse response)
    {
        var json = response.TryReadJson() ?? default;
        var words = string.Join(' ', Words.Select(name => json.Text(name))).ToUpperInvariant();
        return !words.Contains("CONSENT", StringComparison.Ordinal) ? null
            : words.Contains("REVOKED", StringComparison.Ordinal) ? ProblemKind.ConsentRevoked
            : words.Contains("EXPIRED", StringComparison.Ordinal) ? ProblemKind.ConsentExpired
            : null;
    }

    public static string? TextOf(BankResponse response) => BankText.Clean((response.TryReadJson() ?? default).Text("message"));

    private static string? CodeOf(BankResponse response) =>
        (response.TryReadJson() ?? default).Text("code") is { Length: <= 40 } code && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')
            ? code : null;
}
