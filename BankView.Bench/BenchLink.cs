using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using Dapper;

namespace BankView.Bench;

/// <summary>Members with a link that is due, as the wizard would leave them.</summary>
internal static class BenchLink
{
    public static async Task<Institution> AddInstitution(Installation installation, IReadOnlyDictionary<string, string>? values = null)
    {
        var institution = new Institution
        {
            Id = Guid.CreateVersion7(),
            Name = "Bench Bank",
            Connector = ConnectorKind.Fdx,
            State = InstitutionState.Offered,
            Place = 1,
        };
        await installation.Institutions.Save(institution, values ?? new Dictionary<string, string>(), new Dictionary<string, string>());
        return institution;
    }

    public static async Task Add(
        Installation installation, Institution institution, Currency currency, string secret = "secret", DateTimeOffset? dueAt = null)
    {
        var userId = await installation.AddMember();
        var key = await installation.Keys.Get(userId);
        var (linkId, accountId, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await installation.Databases.Data.Write(async (connection, transaction) =>
        {
            var credential = await new CredentialStore(installation.Databases, installation.Keys, TimeProvider.System)
                .Add(connection, transaction, userId, institution.Id, secret);
            await connection.ExecuteAsync("""
                INSERT INTO bank_links (user_id, id, institution_id, bank_tag, sealed, created_at, credential_id, next_sync_at)
                VALUES (@userId, @linkId, @institution, @tag, @name, @now, @credential, @due)
                """, new
            {
                userId,
                linkId,
                institution = institution.Id,
                tag = key.TagOf("link", linkId.ToString("N")),
                name = key.Seal(BankLinkStore.Name, linkId, institution.Name),
                now,
                credential,
                due = dueAt ?? now,
            }, transaction);
            await connection.ExecuteAsync("""
                INSERT INTO accounts (user_id, id, link_id, kind, currency, identity_tag, balance_has_time, sealed, created_at)
                VALUES (@userId, @accountId, @linkId, 'Checking', @currency, @tag, @no, @details, @now)
                """, new
            {
                userId,
                accountId,
                linkId,
                currency,
                tag = key.TagOf("account", BenchBank.AccountId),
                no = false,
                details = key.Seal(AccountStore.Details, accountId, "Everyday", "1234", BenchBank.AccountId),
                now,
            }, transaction);
            await installation.Consents.Grant(connection, transaction, userId, linkId,
                DataCluster.All.Select(cluster => new ConsentScope(accountId, cluster, Purpose.View)), "words", now.AddDays(90));
        });
    }
}
