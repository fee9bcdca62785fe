using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Sealing;

namespace BankView.Data.BankLinks.Sync;

/// <summary>An account of a link that an active consent covers now, for whatever purpose, and how far it has been read.</summary>
internal sealed record SyncAccount
{
    // Covered for any purpose: a row that is read for one purpose is stored once, and each read of it asks for its own.
    public const string Sql = """
        SELECT a.id, a.currency, a.sealed, s.read_from AS ReadFrom, s.read_to AS ReadTo,
               (SELECT MIN(t.occurred_at) FROM transactions t
                WHERE t.user_id = a.user_id AND t.account_id = a.id AND t.status = 'Pending'
                  AND t.occurred_at >= @pendingSince) AS OldestPending,
               a.id IN (SELECT c.account_id FROM covered_accounts c
                        WHERE c.user_id = @userId AND c.cluster = 'BALANCES' AND c.expires_at > @now) AS ReadsBalances,
               a.id IN (SELECT c.account_id FROM covered_accounts c
                        WHERE c.user_id = @userId AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now) AS ReadsTransactions
        FROM accounts a
        LEFT JOIN account_syncs s ON s.user_id = a.user_id AND s.account_id = a.id
        WHERE a.user_id = @userId AND a.link_id = @linkId
          AND a.id IN (SELECT c.account_id FROM covered_accounts c WHERE c.user_id = @userId AND c.expires_at > @now)
        ORDER BY a.id
        """;

    public required Guid Id { get; init; }

    public required Currency Currency { get; init; }

    public required byte[] Sealed { get; init; }

    public required DateOnly? ReadFrom { get; init; }

    public required DateOnly? ReadTo { get; init; }

    public required DateTimeOffset? OldestPending { get; init; }

    /// <summary>See <see cref="DataCluster.Balances"/>.</summary>
    public required bool ReadsBalances { get; init; }

    /// <summary>See <see cref="DataCluster.Transactions"/>.</summary>
    public required bool ReadsTransactions { get; init; }

    /// <summary>What may be read of it, for comparing with what was asked.</summary>
    public (Guid, bool, bool) Coverage => (Id, ReadsBalances, ReadsTransactions);

    /// <summary>The bank's id; null for an account that no connector brought.</summary>
    public string? OpenBankId(MemberKey key) => key.Open(AccountStore.Details, Id, Sealed, 3)[2];
}
