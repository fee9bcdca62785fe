using System.Net;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.SimpleFin;

/// <summary>What SimpleFIN's errors mean. An answer may carry them beside good data; each is about the server, a connection or an account.</summary>
internal static class SimpleFinErrors
{
    /// <summary>Version 2's <c>errlist</c> with codes, else version 1's plain <c>errors</c>.</summary>
    public static IEnumerable<ConnectorProblem> Read(JsonElement answer) => answer.List("errlist").Any()
        ? answer.List("errlist").Select(FromCode)
        : answer.List("errors").Where(text => text.ValueKind is JsonValueKind.String).Select(FromWords);

    /// <summary>Why the whole call was refused.</summary>
    public static ConnectorException From(BankResponse response)
    {
        var problem = new ConnectorProblem(response.Status switch
        {
            HttpStatusCode.PaymentRequired => ProblemKind.PaymentRequired,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ProblemKind.ReauthRequired,
            HttpStatusCode.TooManyRequests => ProblemKind.RateLimited,
            _ => ProblemKind.ProviderDown,
        })
        {
            RetryAfter = response.RetryAfter,
            Detail = $"{response.What} answered {(int)response.Status}.",
        };
        var told = response.TryReadJson() is { } json ? Read(json).FirstOrDefault() : null;
        return new ConnectorException(problem with { BankText = told?.BankText });
    }

    // An unknown code counts as what stands before its last dot, so that "con.auth.mfa" is "con.auth" and "act.closed" is "act.".
    private static ConnectorProblem FromCode(JsonElement error)
    {
        var code = error.Text("code") ?? "";
        return new ConnectorProblem(KindOf(code.ToLowerInvariant()))
        {
            ConnectionId = error.Text("conn_id"),
            AccountId = error.Text("account_id") is { } id ? SimpleFinAccount.IdOf(error.Text("conn_id"), id) : null,
            BankText = BankText.Clean(error.Text("msg") ?? error.Text("message")),
            Detail = $"The server reported {Known(code)}.",
        };
    }

    private static ProblemKind KindOf(string code) => code switch
    {
        "gen.auth" or "con.auth" => ProblemKind.ReauthRequired,
        "gen.api" => ProblemKind.ProviderDown,
        "act.failed" or "act.missingdata" => ProblemKind.PartialData,
        "gen" or "gen." or "con" or "con." or "act" or "act." or "" => ProblemKind.PartialData,
        _ => KindOf(code.TrimEnd('.') is var whole && whole.LastIndexOf('.') is > 0 and var dot ? whole[..dot] : ""),
    };

    // Version 1 has words alone. The Bridge's for a sign-in that ended are these; nothing else is read into them.
    private static ConnectorProblem FromWords(JsonElement text)
    {
        var words = text.GetString()!;
        return new ConnectorProblem(
            words.Contains("reauthenticate", StringComparison.OrdinalIgnoreCase) || words.Contains("may need attention", StringComparison.OrdinalIgnoreCase)
                ? ProblemKind.ReauthRequired : ProblemKind.PartialData)
        {
            BankText = BankText.Clean(words),
            Detail = "The server reported an error in words.",
        };
    }

    private static string Known(string code) =>
        code.Length is > 0 and <= 40 && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-') ? code : "an error";
}
