using System.Net;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>Takes a credential back at the bank: its consent, then its tokens.</summary>
internal static class FdxRevocation
{
    private const string Reason = """{"reason":"BUSINESS_RULE","initiator":"INDIVIDUAL"}""";

    /// <exception cref="ConnectorException">The bank did not confirm it.</exception>
    public static async Task Revoke(FdxSession session, FdxGrants grants, CancellationToken cancellation)
    {
        var endpoints = session.Party.Endpoints;
        if (session.Credential.ConsentId is null && endpoints.Revocation is null)
        {
            throw new ConnectorException(ProblemKind.Misconfigured, "The bank has no revocation endpoint, and gave the consent no id.");
        }

        // The consent first: to end it takes a token.
        var consent = await EndConsent(session, cancellation);
        if (endpoints.Revocation is not null)
        {
            // Read after the call above, which may have refreshed it.
            var credential = session.Credential;
            if (credential.RefreshToken is { } refreshToken)
            {
                await grants.Revoke(session.Party, refreshToken, "refresh_token", cancellation);
            }

            await grants.Revoke(session.Party, credential.AccessToken, "access_token", cancellation);
        }
        else if (consent is not null)
        {
            throw new ConnectorException(consent);
        }
    }

    /// <summary>What kept the consent from being ended; null when it is ended, was gone already, or has no id to end it by.</summary>
    private static async Task<ConnectorProblem?> EndConsent(FdxSession session, CancellationToken cancellation)
    {
        if (session.Credential.ConsentId is not { } id)
        {
            return null;
        }

        try
        {
            var response = await session.Ask(
                HttpMethod.Put, $"consents/{Uri.EscapeDataString(id)}/revocation", "consents/{id}/revocation", cancellation, Reason);
            return response.IsSuccess || response.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone
                ? null : FdxProblems.Down(response).Problem;
        }
        catch (ConnectorException refused) when (refused.Problem.Kind is ProblemKind.ReauthRequired or ProblemKind.ConsentRevoked or ProblemKind.ConsentExpired)
        {
            // No token is accepted any more: it is gone there.
            return null;
        }
    }
}
