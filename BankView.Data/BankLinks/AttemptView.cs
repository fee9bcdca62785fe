using System.Data.Common;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>Shows an attempt to its member: with the accounts that are known again, and without a secret.</summary>
internal sealed class AttemptView(DbConnection connection, MemberKey key, UserId userId, DateTimeOffset now)
{
    public async Task<LinkAttempt> Of(AttemptRow row)
    {
        var content = row.Open(key);
        return new LinkAttempt
        {
            Id = row.Id,
            InstitutionId = row.InstitutionId,
            Kind = content.Kind,
            Step = row.StepAt(now),
            Terms = content.Terms,
            LinkId = row.LinkId,
            BankAddress = content.BankAddress,
            WhereToGetToken = content.WhereToGetToken,
            Problem = content.Problem,
            Accounts = content.Accounts is { } found ? await Known(row, [.. found.Select(account => account.ToAccount())]) : null,
            MadeLinks = content.MadeLinks,
        };
    }

    private async Task<IReadOnlyList<FoundAccount>> Known(AttemptRow row, List<BankAccount> found)
    {
        var connector = Enum.Parse<ConnectorKind>(await connection.QuerySingleAsync<string>(
            "SELECT connector FROM institutions WHERE id = @InstitutionId", new { row.InstitutionId }));
        var known = await KnownAccounts.Match(connection, null, key, userId, connector, row.InstitutionId, found);
        var covered = row.LinkId is null ? [] : (await connection.QueryAsync<Guid>("""
            SELECT DISTINCT s.account_id FROM consent_scopes s
            WHERE s.user_id = @userId AND s.purpose = @view AND s.consent_id = (
                SELECT c.id FROM consents c WHERE c.user_id = @userId AND c.link_id = @LinkId
                ORDER BY CASE WHEN c.revoked_at IS NULL THEN 0 ELSE 1 END, c.granted_at DESC, c.id DESC LIMIT 1)
            """, new { userId, row.LinkId, view = nameof(Purpose.View) })).ToHashSet();
        return [.. found.Select(account => known.Find(account) is { } same
            ? new FoundAccount(account, same.Id, row.LinkId == same.LinkId, covered.Contains(same.Id))
            : new FoundAccount(account, null, IsOfLink: false, IsCovered: false))];
    }
}
