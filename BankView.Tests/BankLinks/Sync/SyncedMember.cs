using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>A member with a link to a bank in memory and a checking account there, as the wizard would leave them.</summary>
internal sealed class SyncedMember
{
    public const string BankAccountId = "bank-account-1";

    public required TestMember Member { get; init; }

    public required PagedBank Bank { get; init; }

    public required LinkSync Sync { get; init; }

    public required LinkSyncStore Runs { get; init; }

    public required DueLinks Due { get; init; }

    public required InstitutionStore Institutions { get; init; }

    public required Institution Institution { get; init; }

    public Guid LinkId { get; private set; }

    public Guid AccountId { get; private set; }

    public UserId Id => Member.Id;

    public TestDatabase Database => Member.Database;

    public static async Task<SyncedMember> Join(TestDatabase database, PagedBank? bank = null)
    {
        var synced = await Of(await TestMember.Join(database), bank ?? new PagedBank { Accounts = [Balance(0)] });
        await synced.Link();
        return synced;
    }

    /// <summary>A member who has no link to the bank yet.</summary>
    public static async Task<SyncedMember> Of(TestMember member, PagedBank bank)
    {
        var database = member.Database;
        var institutions = new InstitutionStore(database.Databases, database.MasterKey, database.Clock);
        var installed = new InstalledConnectors([bank]);
        var institution = new Institution
        {
            Id = Guid.CreateVersion7(),
            Name = "Memory Bank",
            Connector = ConnectorKind.Fdx,
            State = InstitutionState.Offered,
            Place = 1,
        };
        await institutions.Save(institution, new Dictionary<string, string>(), new Dictionary<string, string>());
        return new SyncedMember
        {
            Member = member,
            Bank = bank,
            Sync = new LinkSync(database.Databases, database.Keys, institutions, installed, member.Consents, database.Clock),
            Runs = new LinkSyncStore(database.Databases, installed, database.Clock),
            Due = new DueLinks(database.Databases, database.Clock),
            Institutions = institutions,
            Institution = institution,
        };
    }

    /// <summary>Makes a link with the account under it; an account that is there already moves to the new link, as re-linking does.</summary>
    public async Task Link()
    {
        await LinkWithoutAccounts();
        await AddAccount();
        await Consent([.. DataCluster.All]);
    }

    /// <summary>A link, and a consent that covers nothing yet.</summary>
    public async Task LinkWithoutAccounts()
    {
        var (database, key) = (Database, await Database.Keys.Get(Id));
        LinkId = Guid.CreateVersion7();
        await database.Databases.Data.Write(async (connection, transaction) =>
        {
            var now = database.Clock.GetUtcNow();
            var credential = await new CredentialStore(database.Databases, database.Keys, database.Clock)
                .Add(connection, transaction, Id, Institution.Id, "a secret");
            await connection.ExecuteAsync("""
                INSERT INTO bank_links (user_id, id, institution_id, bank_tag, sealed, created_at, credential_id, next_sync_at)
                VALUES (@Id, @LinkId, @institution, @tag, @name, @now, @credential, @now)
                """, new
            {
                Id,
                LinkId,
                institution = Institution.Id,
                tag = key.TagOf("link", LinkId.ToString("N")),
                name = key.Seal(BankLinkStore.Name, LinkId, "Memory Bank"),
                now,
                credential,
            }, transaction);
        });
        await Consent();
    }

    private async Task AddAccount()
    {
        var key = await Database.Keys.Get(Id);
        AccountId = AccountId == Guid.Empty ? Guid.CreateVersion7() : AccountId;
        await Database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
                INSERT INTO accounts (user_id, id, link_id, kind, currency, identity_tag, balance_has_time, sealed, created_at)
                VALUES (@Id, @AccountId, @LinkId, 'Checking', 'USD', @tag, @no, @details, @now)
                ON CONFLICT (user_id, id) DO UPDATE SET link_id = excluded.link_id
                """, new
        {
            Id,
            AccountId,
            LinkId,
            tag = key.TagOf("account", BankAccountId),
            no = false,
            details = key.Seal(AccountStore.Details, AccountId, "Everyday", "1234", BankAccountId),
            now = Database.Clock.GetUtcNow(),
        }, transaction));
    }

    /// <summary>Grants a consent for these clusters in place of the one before.</summary>
    public Task Consent(params string[] clusters) => Database.Databases.Data.Write((connection, transaction) => Member.Consents.Grant(connection,
        transaction, Id, LinkId, clusters.Select(cluster => new ConsentScope(AccountId, cluster, Purpose.View)), "words",
        Database.Clock.GetUtcNow().AddDays(90)));

    public Task Revoke() => Database.Databases.Data.Write((connection, transaction) => Member.Consents.Revoke(connection, transaction, Id, LinkId));

    public Task<SyncOutcome> Read(SyncTrigger trigger = SyncTrigger.Schedule, CancellationToken cancellation = default) =>
        Sync.Run(Id, LinkId, trigger, cancellation: cancellation);

    public async Task<LinkStatus> Status() => (await Member.Links.Find(Id, LinkId))!.Status;

    public async Task<LinkHealth> Health() => (await Status()).HealthAt(Database.Clock.GetUtcNow());

    public Task<int> Change(string sql) => Database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
        sql, new { Id, LinkId, AccountId, now = Database.Clock.GetUtcNow(), before = Database.Clock.GetUtcNow().AddSeconds(-1) }, transaction));

    /// <summary>A row on the bank's books: so many days ago, of so many cents.</summary>
    public BankTransaction Row(string? id, int daysAgo, long cents, string name, bool isPending = false, string? pendingId = null)
    {
        var day = DateOnly.FromDateTime(Database.Clock.GetUtcNow().UtcDateTime).AddDays(-daysAgo);
        return new BankTransaction
        {
            AccountId = BankAccountId,
            Id = id,
            PendingId = pendingId,
            Status = isPending ? TransactionStatus.Pending : TransactionStatus.Posted,
            OccurredAt = BankTime.OnDay(day),
            Amount = new Money(cents, Testing.Statements.Dollar),
            Name = name,
        };
    }

    public static BankAccount Balance(long cents, BankTime? asOf = null) => new()
    {
        Id = BankAccountId,
        Name = "Everyday",
        Kind = AccountKind.Checking,
        Currency = Testing.Statements.Dollar,
        Current = new Money(cents, Testing.Statements.Dollar),
        AsOf = asOf,
    };

    /// <summary>What the member sees: day, cents, merchant and status, oldest first.</summary>
    public async Task<IReadOnlyList<string>> Seen() => [.. (await Member.Activity()).Select(row =>
        $"{row.OccurredAt.DayIn(TimeZoneInfo.Utc):MM-dd} {row.Amount.MinorUnits} {row.Merchant}{(row.Status is TransactionStatus.Pending ? " pending" : "")}")
        .Order(StringComparer.Ordinal)];

    /// <summary>Fails when day sums are not those of the rows.</summary>
    public async Task AssertDaysAddUp()
    {
        var rows = await Member.Activity();
        var days = await Member.Accounts.ListDays(Id, Purpose.View, new DateOnly(2020, 1, 1));
        Assert.Equal(
            rows.GroupBy(row => row.OccurredAt.DayIn(TimeZoneInfo.Utc)).OrderBy(day => day.Key).Select(day => (day.Key, day.Sum(row => row.Amount.MinorUnits))),
            days.OrderBy(day => day.Day).Select(day => (day.Day, day.In.MinorUnits + day.Out.MinorUnits)));
    }
}
