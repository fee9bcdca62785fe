using BankView.Web.SandboxBank.Customers;
using Dapper;

namespace BankView.Web.SandboxBank.Keeping;

/// <summary>Consents that customers gave at the bank.</summary>
internal sealed class BankConsentStore(BankFile file, TimeProvider clock)
{
    private const string Columns = """
        id, customer, client_id AS ClientId, accounts, clusters, created_at AS CreatedAt, expires_at AS ExpiresAt, revoked_at AS RevokedAt
        """;

    public async Task<BankConsent> Grant(Customer customer, AccessRequest request, IEnumerable<string> accounts, int days)
    {
        var now = clock.GetUtcNow();
        var consent = new BankConsent
        {
            Id = Guid.CreateVersion7(now).ToString("D"),
            Customer = customer.Id,
            ClientId = request.ClientId,
            Accounts = [.. accounts],
            Clusters = request.Clusters,
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
            RevokedAt = null,
        };
        await file.Run("""
            INSERT INTO consents (id, customer, client_id, accounts, clusters, created_at, expires_at)
            VALUES (@Id, @Customer, @ClientId, @accounts, @clusters, @created, @expires)
            """, new
        {
            consent.Id,
            consent.Customer,
            consent.ClientId,
            accounts = string.Join(' ', consent.Accounts),
            clusters = string.Join(' ', consent.Clusters),
            created = consent.CreatedAt.ToUnixTimeMilliseconds(),
            expires = consent.ExpiresAt.ToUnixTimeMilliseconds(),
        });
        return consent;
    }

    public async Task<BankConsent?> Find(string? id)
    {
        await using var connection = await file.Open();
        return (await connection.QuerySingleOrDefaultAsync<Row>($"SELECT {Columns} FROM consents WHERE id = @id", new { id }))?.ToConsent();
    }

    /// <summary>A customer's, newest first.</summary>
    public async Task<IReadOnlyList<BankConsent>> Of(Customer customer)
    {
        await using var connection = await file.Open();
        var rows = await connection.QueryAsync<Row>($"SELECT {Columns} FROM consents WHERE customer = @Id ORDER BY created_at DESC, id DESC", new { customer.Id });
        return [.. rows.Select(row => row.ToConsent())];
    }

    /// <summary>Ends an active consent, for good; does nothing to one that is over.</summary>
    public Task Revoke(BankConsent consent) => file.Run(
        "UPDATE consents SET revoked_at = @Now WHERE id = @Id AND revoked_at IS NULL AND expires_at > @Now", new { consent.Id, Now });

    /// <summary>Lets an active consent run out now.</summary>
    public Task Lapse(BankConsent consent) => file.Run(
        "UPDATE consents SET expires_at = @Now WHERE id = @Id AND revoked_at IS NULL AND expires_at > @Now", new { consent.Id, Now });

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Customer { get; init; }

        public required string ClientId { get; init; }

        public required string Accounts { get; init; }

        public required string Clusters { get; init; }

        public required long CreatedAt { get; init; }

        public required long ExpiresAt { get; init; }

        public required long? RevokedAt { get; init; }

        public BankConsent ToConsent() => new()
        {
            Id = Id,
            Customer = Customer,
            ClientId = ClientId,
            Accounts = Accounts.Split(' '),
            Clusters = Clusters.Split(' '),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt),
            RevokedAt = RevokedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        };
    }
}
