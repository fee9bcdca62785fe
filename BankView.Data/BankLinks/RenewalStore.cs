using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>New consents for what there is already: one that goes on, and one for history that outlives its link.</summary>
public sealed class RenewalStore(Databases databases, BankLinkStore links, ConsentStore consents, TimeProvider clock)
{
    /// <summary>
    /// Lets the link's present scopes go on for so many days from now (30 to 365), or as long as the bank's own consent runs if that is
    /// shorter, on the words <see cref="ConsentWords.Renewal"/>; the link is read at once. Returns the new end; null, and nothing
    /// changed, when the bank must be asked, when the member revoked it, or when the link is not this member's.
    /// </summary>
    public async Task<DateTimeOffset?> Renew(UserId userId, Guid linkId, int days)
    {
        var now = clock.GetUtcNow();
        ArgumentOutOfRangeException.ThrowIfLessThan(days, Consent.FewestDays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, Consent.MostDays);
        if (await links.Find(userId, linkId) is not { } link || !link.Status.CanRenewHere(now))
        {
            return null;
        }

        var end = now.AddDays(days);
        end = link.Status.BankConsentEndsAt is { } bankEnd && bankEnd < end ? bankEnd : end;
        var renewed = await Replace(userId, linkId, consent => consent.RevokedAt is null, consent => consent.Scopes, ConsentWords.Renewal, end,
            "UPDATE bank_links SET next_sync_at = @now WHERE user_id = @userId AND id = @linkId AND revoked_at IS NULL AND credential_id IS NOT NULL");
        return renewed ? end : null;
    }

    /// <summary>
    /// Keeps what a link that has ended brought, to be shown and for nothing else, without an end, on the words
    /// <see cref="ConsentWords.KeptHistory"/>: what its last consent covered. False when the link has not ended, its last consent
    /// covered nothing, or it is not this member's.
    /// </summary>
    public Task<bool> KeepHistory(UserId userId, Guid linkId) => Replace(userId, linkId,
        consent => consent.Scopes.Count > 0,
        consent => consent.Scopes.Select(scope => scope with { Purpose = Purpose.View }),
        ConsentWords.KeptHistory, ConsentStore.NoEnd,
        "UPDATE bank_links SET next_sync_at = NULL WHERE user_id = @userId AND id = @linkId AND revoked_at IS NOT NULL");

    private async Task<bool> Replace(UserId userId, Guid linkId, Func<Consent, bool> may, Func<Consent, IEnumerable<ConsentScope>> scopes,
        string words, DateTimeOffset end, string mark)
    {
        var replaced = await databases.Data.Write(async (connection, transaction) =>
        {
            if (!await MemberTurn.Take(connection, transaction, userId)
                || await consents.Find(connection, transaction, userId, linkId) is not { } consent || !may(consent)
                || !await Mark(connection, transaction, userId, linkId, mark))
            {
                return false;
            }

            await consents.Grant(connection, transaction, userId, linkId, scopes(consent), words, end);
            return true;
        });
        databases.Changes.Tell(userId);
        return replaced;
    }

    // The link's own row says once more, inside the transaction, whether it is in the state that this is for.
    private async Task<bool> Mark(DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, string mark) =>
        await connection.ExecuteAsync(mark, new { userId, linkId, now = clock.GetUtcNow() }, transaction) == 1;
}
