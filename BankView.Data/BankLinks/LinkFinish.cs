using System.Data.Common;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// The last step of an attempt, inside its transaction and the member's turn: credential, links, accounts and consent. A credential
/// may carry several banks; each becomes a link of its own, and they share it.
/// </summary>
internal sealed class LinkFinish(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, Databases databases,
    MemberKeys keys, ConsentStore consents, TimeProvider clock)
{
    private readonly LinkRows _links = new(connection, transaction, key, userId, clock);

    public async Task<FinishedLink> Run(AttemptRow row, AttemptContent content, IReadOnlyCollection<string> chosenIds)
    {
        var connector = await connection.QuerySingleAsync<string>(
            "SELECT connector FROM institutions WHERE id = @InstitutionId", new { row.InstitutionId }, transaction);
        if (row.LinkId is { } repaired && !await _links.Goes(repaired))
        {
            return new(FinishOutcome.LinkEnded, []);
        }

        var (kind, found) = (Enum.Parse<ConnectorKind>(connector), content.Accounts?.Select(account => account.ToAccount()).ToList() ?? []);
        var known = await KnownAccounts.Match(connection, transaction, key, userId, kind, row.InstitutionId, found);
        var chosen = content.Kind is AttemptKind.Repair
            ? found.Where(account => known.Find(account)?.LinkId == row.LinkId).ToList()
            : [.. found.Where(account => chosenIds.Contains(account.Id))];
        if (chosen.Count == 0 || chosen.Exists(account => account.Kind is null)
            || (content.Kind is not AttemptKind.Repair && chosen.Count != chosenIds.Distinct(StringComparer.Ordinal).Count()))
        {
            return new(FinishOutcome.NothingChosen, []);
        }

        // Claimed before anything is written: when the attempt was given up in this moment, nothing is made.
        if (await connection.ExecuteAsync("""
            UPDATE link_attempts SET step = 'Done' WHERE user_id = @userId AND id = @Id AND step = 'ChoosingAccounts'
            """, new { userId, row.Id }, transaction) == 0)
        {
            return new(FinishOutcome.NotAtThisStep, []);
        }

        var credentials = new CredentialStore(databases, keys, clock);
        var credentialId = await credentials.Add(connection, transaction, userId, row.InstitutionId, content.Credential!);
        var made = await MakeLinks(row, content, kind, found, chosen, known, credentialId);
        await _links.RemoveEmptied(credentials);
        await CredentialStore.RemoveUnused(connection, transaction, userId);
        await connection.ExecuteAsync("UPDATE link_attempts SET sealed = @over WHERE user_id = @userId AND id = @Id", new
        {
            userId,
            row.Id,
            over = AttemptRow.Seal(key, row.Id, content.WithoutSecrets() with { MadeLinks = made, Problem = null }),
        }, transaction);
        return new(FinishOutcome.Done, made);
    }

    private async Task<IReadOnlyList<Guid>> MakeLinks(AttemptRow row, AttemptContent content, ConnectorKind kind,
        List<BankAccount> found, List<BankAccount> chosen, KnownAccounts known, Guid credentialId)
    {
        var made = new List<Guid>();
        // Links that were read with the credential that is replaced are read with the new one, whether chosen from now or not.
        if (row.LinkId is { } repaired)
        {
            await _links.UseCredential(repaired, credentialId, content.Consent?.ExpiresAt);
        }

        var connections = chosen.GroupBy(account => account.ConnectionId, StringComparer.Ordinal).ToList();
        foreach (var bank in connections)
        {
            var reached = found.Where(account => string.Equals(account.ConnectionId, bank.Key, StringComparison.Ordinal)).Select(known.Find).OfType<KnownAccount>().ToList();
            var linkId = await _links.FindToMend(row.LinkId, connections.Count == 1, reached, known)
                ?? await _links.Add(row.InstitutionId, bank.First().ConnectionName ?? content.Terms.Bank);
            await _links.Mend(linkId, credentialId, content.Consent?.ExpiresAt);
            var accounts = await PutAccounts(row.InstitutionId, kind, linkId, bank, known);
            if (content.Kind is not AttemptKind.Repair)
            {
                await Consent(row, content, linkId, accounts);
            }

            made.Add(linkId);
        }

        return made;
    }

    private Task Consent(AttemptRow row, AttemptContent content, Guid linkId, List<Guid> accounts)
    {
        var terms = content.Terms;
        // The days are counted from the member's yes. What the bank granted for less cannot be read for longer.
        var end = row.CreatedAt.AddDays(terms.Days);
        var scopes = from account in accounts
                     from cluster in terms.Clusters
                     from purpose in terms.Purposes
                     select new ConsentScope(account, cluster, purpose);
        return consents.Grant(connection, transaction, userId, linkId, scopes, ConsentText.Of(terms),
            content.Consent?.ExpiresAt is { } atBank && atBank < end ? atBank : end);
    }

    private async Task<List<Guid>> PutAccounts(Guid institutionId, ConnectorKind kind, Guid linkId, IEnumerable<BankAccount> accounts, KnownAccounts known)
    {
        var ids = new List<Guid>();
        foreach (var account in accounts)
        {
            var same = known.Find(account);
            var id = same?.Id ?? Guid.CreateVersion7(clock.GetUtcNow());
            await _links.PutAccount(id, linkId, same, account, KnownAccounts.IdentityOf(key, kind, institutionId, account.Id));
            ids.Add(id);
        }

        return ids;
    }
}
