using System.Text.Json;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.OAuth;

/// <summary>Pushed authorization requests (RFC 9126): the only way to ask this bank.</summary>
internal static class PushEndpoint
{
    private const int ChallengeLength = 43;

    public static async Task<IResult> Post(HttpContext http, ClientSignIn signIn, AccessRequestStore requests)
    {
        var form = await http.Request.ReadFormAsync();
        if (await signIn.Of(http.Request, form) is not { } client)
        {
            return ClientSignIn.Refuse(http);
        }

        if (Wrong(form, client) is { } description)
        {
            return OAuthAnswer.Refuse(form["response_type"] == "code" ? "invalid_request" : "unsupported_response_type", description);
        }

        try
        {
            var asked = AccessAsked.Of(form["scope"].ToString(), form["authorization_details"].ToString());
            var uri = await requests.Push(new()
            {
                ClientId = client.Id,
                ReturnTo = form["redirect_uri"].ToString(),
                State = form["state"].ToString(),
                Challenge = form["code_challenge"].ToString(),
                Clusters = asked.Clusters,
                Days = asked.Days,
            });
            return Results.Json(new { request_uri = uri, expires_in = (int)AccessRequestStore.Lifetime.TotalSeconds }, statusCode: StatusCodes.Status201Created);
        }
        catch (JsonException)
        {
            return OAuthAnswer.Refuse("invalid_authorization_details", "The authorization details cannot be read.");
        }
    }

    private static string? Wrong(IFormCollection form, BankClient client) =>
        form["response_type"] != "code" ? "Only the response type 'code' is known."
        : form.ContainsKey("client_id") && form["client_id"] != client.Id ? "The client_id is another client's."
        : form.ContainsKey("request_uri") ? "A request_uri cannot be pushed."
        : !client.ReturnAddresses.Contains(form["redirect_uri"].ToString(), StringComparer.Ordinal) ? "The redirect_uri is not registered."
        : form["code_challenge_method"] != "S256" || form["code_challenge"].ToString().Length != ChallengeLength ? "PKCE with S256 is required."
        : form["state"].ToString().Length is 0 or > 500 ? "A state of at most 500 characters is required."
        : null;
}
