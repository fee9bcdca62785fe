using BankView.Data;
using BankView.Web.SandboxBank.Customers;
using BankView.Web.SandboxBank.History;
using Dapper;

namespace BankView.Web.SandboxBank.Keeping;

/// <summary>What people did at the control page. Nothing is ever taken back: the history is built on it.</summary>
internal sealed class CardEventStore(BankFile file, TimeProvider clock)
{
    public async Task<CustomerEvents> Of(Customer customer)
    {
        await using var connection = await file.Open();
        var cards = await connection.QueryAsync<(long Id, string Account, long At, string Merchant, long Amount, string Category, bool IsSuspected)>("""
            SELECT e.id, e.account, e.at, e.merchant, e.amount, e.category, n.card_event IS NOT NULL FROM card_events e
            LEFT JOIN fraud_notices n ON n.card_event = e.id WHERE e.customer = @Id ORDER BY e.id
            """, new { customer.Id });
        var postings = await connection.QueryAsync<long>("SELECT at FROM postings WHERE customer = @Id ORDER BY at", new { customer.Id });
        return new(
            [.. cards.Select(row => new CardEvent(
                row.Id, row.Account, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Merchant, row.Amount, row.Category, row.IsSuspected))],
            [.. postings.Select(DateTimeOffset.FromUnixTimeMilliseconds)]);
    }

    /// <summary>Happens now. <paramref name="amount"/>: + in, − out.</summary>
    /// <param name="isSuspected">The bank itself suspects fraud, and says so to whoever reads the payment.</param>
    public Task Add(Customer customer, CustomerAccount card, string merchant, Money amount, string category, bool isSuspected = false) => file.Run("""
        BEGIN IMMEDIATE;
        INSERT INTO card_events (customer, account, at, merchant, amount, category) VALUES (@customer, @card, @now, @merchant, @amount, @category);
        INSERT INTO fraud_notices (card_event) SELECT last_insert_rowid() WHERE @isSuspected;
        COMMIT;
        """, new { customer = customer.Id, card = card.Id, now = Now, merchant, amount = amount.MinorUnits, category, isSuspected });

    /// <summary>Everything that is pending now posts.</summary>
    public Task PostPending(Customer customer) =>
        file.Run("INSERT INTO postings (customer, at) VALUES (@Id, @Now) ON CONFLICT DO NOTHING", new { customer.Id, Now });

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
