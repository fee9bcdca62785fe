using System.Globalization;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>What a bank says of the consent that a member gave there.</summary>
internal static class FdxConsents
{
    /// <summary>The consent's end and reach; only its id when the bank says no more.</summary>
    public static async Task<BankConsent?> Read(FdxSession session, CancellationToken cancellation)
    {
        if (session.Credential.ConsentId is not { } id)
        {
            return null;
        }

        var json = await Get(session, id, cancellation) ?? default;
        var from = json.Time("createdTime")?.At;
        return new BankConsent
        {
            Id = id,
            ExpiresAt = json.Time("expirationTime")?.At,
            HistoryFrom = from is not null
                && int.TryParse(json.Text("lookbackPeriod"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36_500
                    ? DateOnly.FromDateTime(from.Value.UtcDateTime).AddDays(-days) : null,
        };
    }

    /// <summary>How the consent ended, as the bank says when asked; null when it is active, or the bank does not say.</summary>
    public static async Task<ProblemKind?> EndOf(FdxSession session, CancellationToken cancellation) =>
        session.Credential.ConsentId is { } id && await Get(session, id, cancellation) is { } consent
            ? consent.Text("status")?.ToUpperInvariant() switch
            {
                "REVOKED" => ProblemKind.ConsentRevoked,
                "EXPIRED" => ProblemKind.ConsentExpired,
                _ => null,
            }
            : null;

    // Not every bank has this, nor with every token. What matters is told by other answers; this one only makes it more exact.
    private static async Task<JsonElement?> Get(FdxSession session, string id, CancellationToken cancellation)
    {
        try
        {
            var response = await session.Send(HttpMethod.Get, $"consents/{Uri.EscapeDataString(id)}", "consents/{id}", null, cancellation);
            return response.IsSuccess && response.TryReadJson() is { } json ? json.Get("consent") ?? json : null;
        }
        catch (ConnectorException)
        {
            return null;
        }
    }
}
