using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Statements;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>An account to which a statement very likely belongs.</summary>
/// <param name="KnownRows">How many of its rows the account has already; null when another spelling of its number told.</param>
public sealed record AccountProposal(Guid AccountId, int? KnownRows);

/// <summary>Tells to which of a member's accounts statements belong.</summary>
public sealed class StatementAccountStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    /// <summary>
    /// The account that each statement's number belongs to, as far as it can be told: by bank and number, else by number alone when
    /// just one account has it; null for a new account, or a statement without a number.
    /// </summary>
    public async Task<IReadOnlyList<Guid?>> FindByNumber(UserId userId, IReadOnlyList<StatementAccount> statements)
    {
        var key = await keys.Get(userId);
        await using var connection = await databases.Data.Open();
        var own = (await connection.QueryAsync<(Guid Id, Tag Whole, Tag Number)>("""
            SELECT a.id, a.identity_tag, a.number_tag FROM accounts a
            JOIN users u ON u.id = a.user_id AND u.status = 'Active' AND u.is_member
            WHERE a.user_id = @userId AND a.number_tag IS NOT NULL
            """, new { userId })).AsList();
        var byWhole = own.ToDictionary(account => account.Whole, account => account.Id);
        var byNumber = own.ToLookup(account => account.Number, account => account.Id);
        return [.. statements.Select(statement => AccountIdentity.Of(key, statement) is not { } identity ? (Guid?)null
            : byWhole.TryGetValue(identity.Whole, out var same) ? same
            : byNumber[identity.Number].ToList() is [var only] ? only : null)];
    }

    /// <summary>
    /// The account that a statement which no number assigns very likely belongs to. First the only one whose number it names in
    /// another spelling (<see cref="NumberSpellings"/>). Else the one that already has its rows: the same days, amounts and names are
    /// no accident. Null when there is none, or two are alike. A statement with a number is compared with accounts of its kind from
    /// files, which have no number or one that ends alike, and four fifths of its rows must be there, as far as the account reaches;
    /// one without a number with any account of its currency. Looks only at what an active consent covers.
    /// </summary>
    public async Task<AccountProposal?> Propose(UserId userId, StatementPart statement)
    {
        var key = await keys.Get(userId);
        await using var connection = await databases.Data.Open();
        return await ProposeByNumber(connection, userId, key, statement.Account) ?? await ProposeByRows(connection, userId, key, statement);
    }

    private async Task<AccountProposal?> ProposeByNumber(DbConnection connection, UserId userId, MemberKey key, StatementAccount statement)
    {
        var spellings = NumberSpellings.Of(statement).Select(number => AccountIdentity.NumberTag(key, number, statement.Currency)).ToHashSet();
        var numbered = await connection.QueryAsync<(Guid Id, Tag Number)>("""
            SELECT a.id, a.number_tag FROM accounts a
            WHERE a.user_id = @userId AND a.number_tag IS NOT NULL AND a.id IN (
                SELECT c.account_id FROM covered_accounts c
                WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
            """, new { userId, purpose = nameof(Purpose.View), now = clock.GetUtcNow() });
        return numbered.Where(account => spellings.Contains(account.Number)).ToList() is [var only] ? new AccountProposal(only.Id, KnownRows: null) : null;
    }

    private async Task<AccountProposal?> ProposeByRows(DbConnection connection, UserId userId, MemberKey key, StatementPart statement)
    {
        var candidates = await connection.QueryAsync<RowsInCommon>(RowsInCommon.Sql, new
        {
            userId,
            currency = statement.Account.Currency,
            kind = statement.Account.Kind.ToString(),
            isNumbered = statement.Account.Number is not null,
            files = BankLinks.BankLinkStore.StatementFiles,
            purpose = nameof(Purpose.View),
            now = clock.GetUtcNow(),
        });
        var matchers = new AccountMatchers(connection, null, userId, key);
        var proposals = new List<AccountProposal>();
        foreach (var candidate in candidates.Where(candidate => candidate.MayHaveTheNumber(statement.Account, key)).Take(RowsInCommon.MostAccounts))
        {
            proposals.AddRange(await candidate.Match(statement, matchers, key) is { } proposal ? [proposal] : []);
        }

        return proposals.OrderByDescending(proposal => proposal.KnownRows).Take(2).ToList() switch
        {
            [var only] => only,
            [var first, var second] when first.KnownRows > second.KnownRows => first,
            _ => null,
        };
    }
}
