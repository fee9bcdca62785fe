using BankView.Data.Accounts;
using BankView.Data.Sealing;
using BankView.Data.Statements;

namespace BankView.Data.Imports;

/// <summary>An account that a statement is compared with, and the time of which it has rows.</summary>
internal sealed record RowsInCommon
{
    // So many of the newest rows, of not more than a year, are compared.
    private const int MostRows = 300;
    private const int MostDays = 366;
    private const int EnoughKnownRows = 3;

    /// <summary>With so many at most, the most recently used ones, a statement is compared.</summary>
    public const int MostAccounts = 8;

    /// <summary>Accounts that have rows and come into question, the most recently used first.</summary>
    public const string Sql = """
        SELECT c.id, c.details, c.is_numbered AS IsNumbered, c.first, c.last FROM (
            SELECT a.id, a.sealed AS details, a.number_tag IS NOT NULL AS is_numbered,
                   (SELECT MIN(t.occurred_at) FROM transactions t WHERE t.user_id = @userId AND t.account_id = a.id) AS first,
                   (SELECT MAX(t.occurred_at) FROM transactions t WHERE t.user_id = @userId AND t.account_id = a.id) AS last
            FROM accounts a
            JOIN bank_links l ON l.user_id = a.user_id AND l.id = a.link_id
            WHERE a.user_id = @userId AND a.currency = @currency
              AND (NOT @isNumbered OR (a.kind = @kind AND l.institution_id = @files))
              AND a.id IN (
                  SELECT c.account_id FROM covered_accounts c
                  WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
        ) AS c
        WHERE c.last IS NOT NULL
        ORDER BY c.last DESC
        """;

    public required Guid Id { get; init; }

    public required byte[] Details { get; init; }

    public required bool IsNumbered { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    /// <summary>
    /// False when both have a number and these end differently: banks shorten numbers and write them with more before them, but hardly
    /// ever with more behind.
    /// </summary>
    public bool MayHaveTheNumber(StatementAccount statement, MemberKey key) =>
        !IsNumbered
        || statement.LastFour is not { } asked
        || (key.Open(AccountStore.Details, Id, Details, 2)[1] is { } own && (own.EndsWith(asked, StringComparison.Ordinal) || asked.EndsWith(own, StringComparison.Ordinal)));

    /// <summary>Null when too few of the statement's rows are there for it to be this account's.</summary>
    public async Task<AccountProposal?> Match(StatementPart statement, AccountMatchers matchers, MemberKey key)
    {
        var rows = Newest(statement.Rows);
        if (rows.Count == 0)
        {
            return null;
        }

        var matcher = await matchers.For(Id, rows);
        var matches = new List<RowMatch>();
        foreach (var row in PreparedRow.PrepareAll(rows, key, Id))
        {
            matches.Add(await matcher.MatchAndAdd(row, leaveOutLookAlikes: false));
        }

        var known = matches.Count(match => match is RowMatch.Known);
        // Banks write the same payment with other words in another format: on the same day, of the same amount, it counts as there.
        var there = matches.Count(match => match is not RowMatch.New);
        var isEnough = statement.Account.Number is null
            ? known >= Math.Min(EnoughKnownRows, rows.Count)
            : known >= EnoughKnownRows && there * 5 >= rows.Count * 4;
        return isEnough ? new AccountProposal(Id, known) : null;
    }

    // Rows before the account's first and after its last one prove nothing.
    private List<StatementRow> Newest(IReadOnlyList<StatementRow> rows)
    {
        var common = rows.Where(row => row.OccurredAt.At >= First && row.OccurredAt.At <= Last)
            .OrderByDescending(row => row.OccurredAt.At).Take(MostRows).ToList();
        return common.FindAll(row => row.OccurredAt.At > common[0].OccurredAt.At.AddDays(-MostDays));
    }
}
