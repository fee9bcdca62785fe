using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// The member's accounts of one institution, and which of the accounts that it shares now they are. An account is known again by the
/// bank's id; else, because some protocols change ids when a link is made anew, by kind, currency and last four digits, where exactly
/// one account on either side fits.
/// </summary>
internal sealed class KnownAccounts
{
    private readonly Dictionary<string, KnownAccount> _byBankId = new(StringComparer.Ordinal);

    private KnownAccounts(IReadOnlyList<KnownAccount> all) => All = all;

    public IReadOnlyList<KnownAccount> All { get; }

    public static Tag IdentityOf(MemberKey key, ConnectorKind connector, Guid institutionId, string bankAccountId) =>
        key.TagOf("account", $"{connector}|{institutionId:N}|{bankAccountId}");

    public static async Task<KnownAccounts> Match(DbConnection connection, DbTransaction? transaction, MemberKey key, UserId userId,
        ConnectorKind connector, Guid institutionId, IReadOnlyList<BankAccount> found)
    {
        var rows = await connection.QueryAsync<Row>("""
            SELECT a.id, a.link_id AS LinkId, a.identity_tag AS Identity, a.kind, a.currency, a.sealed
            FROM accounts a
            JOIN bank_links l ON l.user_id = a.user_id AND l.id = a.link_id
            WHERE a.user_id = @userId AND l.institution_id = @institutionId
            """, new { userId, institutionId }, transaction);
        var known = new KnownAccounts([.. rows.Select(row => row.Open(key))]);
        var byIdentity = known.All.ToDictionary(account => account.Identity);
        foreach (var account in found)
        {
            if (byIdentity.Remove(IdentityOf(key, connector, institutionId, account.Id), out var same))
            {
                known._byBankId[account.Id] = same;
            }
        }

        var likeKnown = byIdentity.Values.Where(account => account.LastFour is not null).ToLookup(account => account.Looks);
        foreach (var alike in found.Where(account => account.LastFour is not null && known.Find(account) is null).GroupBy(LooksOf))
        {
            if (alike.Count() == 1 && likeKnown[alike.Key].ToList() is [var only])
            {
                known._byBankId[alike.First().Id] = only;
            }
        }

        return known;
    }

    public KnownAccount? Find(BankAccount account) => _byBankId.GetValueOrDefault(account.Id);

    private static (AccountKind?, Currency, string?) LooksOf(BankAccount account) => (account.Kind, account.Currency, account.LastFour);

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid LinkId { get; init; }

        public required Tag Identity { get; init; }

        public required AccountKind Kind { get; init; }

        public required Currency Currency { get; init; }

        public required byte[] Sealed { get; init; }

        public KnownAccount Open(MemberKey key) =>
            new(Id, LinkId, Identity, Kind, Currency, key.Open(AccountStore.Details, Id, Sealed, 2)[1]);
    }
}

/// <summary>An account that BankView has, and the link it belongs to.</summary>
internal sealed record KnownAccount(Guid Id, Guid LinkId, Tag Identity, AccountKind Kind, Currency Currency, string? LastFour)
{
    public (AccountKind?, Currency, string?) Looks => (Kind, Currency, LastFour);
}
