using BankView.Data.BankLinks;
using BankView.Web.Shell;
using BankView.Web.SignIn;

namespace BankView.Web.BankLinks.Wizard;

/// <summary>
/// Where banks send the browser back to. Whoever has lost their session signs in first and then comes here with the same answer; the
/// answer counts for the member who began, and once.
/// </summary>
internal static class BankReturn
{
    public static void MapBankReturn(this WebApplication app) =>
        app.MapGet(Urls.LinkReturn, Return).RequireAuthorization(policy => policy.RequireRole(SessionClaims.Member));

    // Not ended when the browser goes away: what the bank has given must be kept, or taken back there.
    private static async Task<IResult> Return(HttpContext http, BankAnswers answers)
    {
        var userId = http.User.UserId() ?? throw new UnauthorizedAccessException("A bank's answer needs a signed-in member.");
        // What is given twice is not a bank's answer (OAuth 2.0, RFC 6749, section 3.1).
        var query = http.Request.Query.Where(pair => pair.Value.Count == 1)
            .ToDictionary(pair => pair.Key, pair => pair.Value[0]!, StringComparer.Ordinal);
        return Results.LocalRedirect(await answers.TakeReply(userId, query) is { } attempt ? Urls.LinkAttempt(attempt) : Urls.LinkReplyUnknown);
    }
}
