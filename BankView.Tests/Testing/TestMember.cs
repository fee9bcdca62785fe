using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Tests.Testing;

/// <summary>A member of a test installation, with the stores at hand.</summary>
internal sealed class TestMember
{
    private TestMember(TestDatabase database, UserId id)
    {
        Id = id;
        var (databases, keys, clock) = (database.Databases, database.Keys, database.Clock);
        Accounts = new AccountStore(databases, keys, clock);
        Consents = new ConsentStore(databases, keys, clock);
        Links = new BankLinkStore(databases, keys, Consents, clock);
        Imports = new ImportStore(databases, keys, Links, Consents, clock);
        StatementAccounts = new StatementAccountStore(databases, keys, clock);
        Transactions = new TransactionStore(databases, keys, clock);
        Merchants = new MerchantStore(databases, keys, clock);
        Alerts = new AlertStore(databases, keys, clock);
        AlertRules = new AlertRuleStore(databases, keys, clock);
        AlertChoices = new AlertChoiceStore(databases, clock);
        ReportSharing = new ReportSharingStore(databases, clock);
        Revocations = new RevocationStore(databases, keys, Consents, clock);
        Renewals = new RenewalStore(databases, Links, Consents, clock);
        History = new LinkHistoryStore(databases, keys, Consents, clock);
        Database = database;
    }

    public UserId Id { get; }

    public TestDatabase Database { get; }

    public AccountStore Accounts { get; }

    public ConsentStore Consents { get; }

    public BankLinkStore Links { get; }

    public AlertStore Alerts { get; }

    public AlertRuleStore AlertRules { get; }

    public AlertChoiceStore AlertChoices { get; }

    public ReportSharingStore ReportSharing { get; }

    public RevocationStore Revocations { get; }

    public RenewalStore Renewals { get; }

    public LinkHistoryStore History { get; }

    public ImportStore Imports { get; }

    public StatementAccountStore StatementAccounts { get; }

    public TransactionStore Transactions { get; }

    public MerchantStore Merchants { get; }

    public static async Task<TestMember> Join(TestDatabase database, bool isMember = true)
    {
        var member = new TestMember(database, UserId.New());
        await database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
            INSERT INTO users (id, user_name, normalized_user_name, security_stamp, version, status, is_member, is_administrator,
                               two_factor_enabled, last_code_step, access_failed_count, created_at)
            VALUES (@Id, @name, @name, 'stamp', 0, 'Active', @isMember, @isAdministrator, @no, 0, 0, @now)
            """, new { member.Id, name = member.Id.ToString(), isMember, isAdministrator = !isMember, no = false, now = database.Clock.GetUtcNow() },
            transaction));
        return member;
    }

    /// <summary>Somebody who joined a running application.</summary>
    public static async Task<TestMember> Of(BankViewApp app, string userName) => new(TestDatabase.Of(app), await app.IdOf(userName));

    /// <summary>Brings rows in as a file named <paramref name="file"/> would.</summary>
    public async Task<ImportResult> BringIn(StatementPart statement, string bank = "Example Bank", string file = "statement.ofx", Guid? account = null) =>
        (await Imports.Import(Id, [await Part(statement, bank, file, account)], unreadableRows: 0))!;

    public async Task<ImportPart> Part(StatementPart statement, string bank = "Example Bank", string file = "statement.ofx", Guid? account = null) => new()
    {
        FileName = file,
        Format = StatementFormat.Ofx,
        Statement = statement,
        AccountId = account ?? (await StatementAccounts.FindByNumber(Id, [statement.Account]))[0],
        BankName = bank,
        AccountName = statement.Account.Name ?? "Everyday account",
    };

    public Task<IReadOnlyList<Transaction>> Activity(TransactionFilter? filter = null) =>
        Transactions.List(Id, Purpose.View, filter ?? new TransactionFilter(), TransactionCursor.Newest, 1000);

    public Task Block() => Database.Databases.Data.Write((connection, transaction) =>
        connection.ExecuteAsync("UPDATE users SET status = 'Blocked' WHERE id = @Id", new { Id }, transaction));
}
