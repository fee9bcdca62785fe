using System.Globalization;
using BankView.Data;
using BankView.Data.Consents;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Transactions;

namespace BankView.Bench;

/// <summary>A member with so many transactions, brought in as statements are.</summary>
internal sealed class BenchMember
{
    private const int RowsPerImport = 100_000;

    private BenchMember(Installation installation, UserId id, int rows) => (Installation, Id, Rows) = (installation, id, rows);

    public Installation Installation { get; }

    public UserId Id { get; }

    public int Rows { get; }

    public string Name => Rows.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A member without any.</summary>
    public static async Task<BenchMember> Join(Installation installation) => new(installation, await installation.AddMember(), rows: 0);

    public static async Task<BenchMember> Seed(Installation installation, int rows, int merchants) =>
        await Seed(installation, await installation.AddMember(), rows, merchants);

    public static async Task<BenchMember> Seed(Installation installation, UserId id, int rows, int merchants)
    {
        var member = new BenchMember(installation, id, rows);
        var history = new History(rows, rows, merchants);
        for (var from = 0; from < rows; from += RowsPerImport)
        {
            var parts = new List<ImportPart>();
            foreach (var statement in history.Parts(from, Math.Min(rows, from + RowsPerImport)))
            {
                parts.Add(await member.Part(statement));
            }

            await installation.Imports.Import(member.Id, parts, unreadableRows: 0);
        }

        return member;
    }

    public async Task<ImportPart> Part(StatementPart statement, string file = "bench.ofx") => new()
    {
        FileName = file,
        Format = StatementFormat.Ofx,
        Statement = statement,
        AccountId = (await Installation.StatementAccounts.FindByNumber(Id, [statement.Account]))[0],
        BankName = "Example Bank",
        AccountName = statement.Account.Kind.ToString(),
    };

    /// <summary>What the overview shows: accounts with balances, the flows of 30 days, and the last card activity.</summary>
    public async Task Overview()
    {
        await Installation.Accounts.ListLinked(Id, Purpose.View);
        await Installation.Accounts.ListDays(Id, Purpose.View, ReadBench.Since);
        await LastCardActivity();
    }

    public Task LastCardActivity() => Installation.Transactions.ListRecentCardActivity(Id, Purpose.View, 50);

    /// <summary>A page of the whole list below a place in it.</summary>
    public Task<IReadOnlyList<Transaction>> Page(TransactionCursor below) =>
        Installation.Transactions.List(Id, Purpose.View, new TransactionFilter(), below, 50);

    /// <summary>A place in the middle of the history.</summary>
    public async Task<TransactionCursor> Middle()
    {
        var (newest, oldest) = (await Page(TransactionCursor.Newest), Installation.Merchants.List(Id, Purpose.View));
        var first = (await oldest).Min(merchant => merchant.FirstSeen);
        return new TransactionCursor(first + ((newest[0].OccurredAt.At - first) / 2), Guid.AllBitsSet);
    }

    public Task<TransactionSearch> BeginSearch() =>
        TransactionSearch.Begin(Id, Purpose.View, Installation.Databases, Installation.Transactions, Installation.Merchants);
}
