using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using Dapper;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Testing;

/// <summary>
/// A bank link that a connector reads, with a checking account and a card that have balances and transactions, and a consent for all
/// of it for half a year. The rows come by statements, so that they are what any rows are.
/// </summary>
internal sealed class LinkedBank
{
    public static readonly Uri Website = new("https://alder.example/");

    public const string Words = "I let BankView read these accounts.";

    public required TestMember Member { get; init; }

    public required Guid Id { get; init; }

    public required Guid Checking { get; init; }

    public required Guid Card { get; init; }

    public Guid CredentialId { get; private set; }

    public static async Task<LinkedBank> Link(TestMember member, string bank = "Alder Bank", ConnectorKind connector = ConnectorKind.Fdx)
    {
        var file = $"{bank}.ofx";
        await member.BringIn(Statement(AccountKind.Checking, bank, Row("2026-11-03", -1200, "Tea House", "1"), Row("2026-11-05", 250000, "Wages", "2"))
            .WithBalance("2026-11-19", 512345), bank, file);
        await member.BringIn(Statement(AccountKind.CreditCard, bank, Row("2026-11-04", -990, "Book Shop", "1", isCard: true) with { CardLastFour = "4242" })
            .WithBalance("2026-11-19", -12345), bank, file);
        var link = (await member.Links.List(member.Id)).Single(one => string.Equals(one.BankName, bank, StringComparison.Ordinal));
        var accounts = (await member.Accounts.ListLinked(member.Id, Purpose.View)).Where(account => account.LinkId == link.Id).ToList();
        var linked = new LinkedBank { Member = member, Id = link.Id, Checking = accounts[0].Id, Card = accounts[1].Id };
        await linked.Connect(await AddInstitution(member.Database, bank, connector));
        return linked;
    }

    /// <summary>Sets columns of the link's row ("problem = 'ProviderDown'").</summary>
    public Task Set(string columns, object? values = null) => Member.Database.Databases.Data.Write((connection, transaction) =>
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { userId = Member.Id, linkId = Id });
        return connection.ExecuteAsync($"UPDATE bank_links SET {columns} WHERE user_id = @userId AND id = @linkId", parameters, transaction);
    });

    public async Task<Consent> Consent() => (await Member.Consents.Find(Member.Id, Id))!;

    public async Task<BankLink> Read() => (await Member.Links.Find(Member.Id, Id))!;

    public async Task<Revocation> Revocation() => Assert.Single(await Member.Revocations.List(Member.Id, Id));

    /// <summary>Takes the consent's end over the clock's now, or the clock over it.</summary>
    public async Task Expire() => Member.Database.Clock.SetUtcNow((await Consent()).ExpiresAt);

    /// <summary>Has another link read with this one's credential.</summary>
    public Task Share(LinkedBank other) => other.Set("credential_id = @CredentialId", new { CredentialId });

    // Another bank's account is another one.
    private static Data.Statements.StatementPart Statement(AccountKind kind, string bank, params Data.Statements.StatementRow[] rows) =>
        Of(kind, $"{string.Concat(bank.Select(letter => letter % 10))}{(int)kind + 100:D6}", rows) is var part
            ? part with { Account = part.Account with { Name = kind is AccountKind.CreditCard ? "Travel card" : "Everyday account" } }
            : part;

    private static async Task<Guid> AddInstitution(TestDatabase database, string name, ConnectorKind connector)
    {
        var id = Guid.CreateVersion7();
        await new InstitutionStore(database.Databases, database.MasterKey, database.Clock).Save(
            new Institution { Id = id, Name = name, Connector = connector, State = InstitutionState.Offered, Place = 1, Website = Website },
            new Dictionary<string, string>(), new Dictionary<string, string>());
        return id;
    }

    private Task Connect(Guid institutionId) => Member.Database.Databases.Data.Write(async (connection, transaction) =>
    {
        var (database, now) = (Member.Database, Member.Database.Clock.GetUtcNow());
        CredentialId = await new CredentialStore(database.Databases, database.Keys, database.Clock)
            .Add(connection, transaction, Member.Id, institutionId, $"secret of {Id}");
        await connection.ExecuteAsync("""
            UPDATE bank_links SET institution_id = @institutionId, credential_id = @CredentialId, last_attempt_at = @now, last_success_at = @now,
                next_sync_at = @next
            WHERE user_id = @userId AND id = @linkId
            """, new { institutionId, CredentialId, userId = Member.Id, linkId = Id, now, next = now.AddHours(6) }, transaction);
        await Member.Consents.Grant(connection, transaction, Member.Id, Id,
            from account in new[] { Checking, Card }
            from cluster in DataCluster.All
            from purpose in Enum.GetValues<Purpose>()
            select new ConsentScope(account, cluster, purpose), Words, now.AddDays(180));
    });
}
