using System.Data.Common;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>A revocation as it stands in its table. Sealed are the bank's name and, as long as it is needed, the credential.</summary>
internal sealed record RevocationRow
{
    public const string Columns = """
        r.id, r.link_id AS LinkId, r.institution_id AS InstitutionId, r.state, r.sealed, r.tries, r.problem, r.next_try_at AS NextTryAt,
        r.confirmed_at AS ConfirmedAt, r.created_at AS CreatedAt, i.website
        """;

    private static readonly SealedColumn Kept = new("revocations");

    public required Guid Id { get; init; }

    public required Guid LinkId { get; init; }

    public required Guid InstitutionId { get; init; }

    public required string State { get; init; }

    public required byte[] Sealed { get; init; }

    public required long Tries { get; init; }

    public required string? Problem { get; init; }

    public required DateTimeOffset? NextTryAt { get; init; }

    public required DateTimeOffset? ConfirmedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string? Website { get; init; }

    /// <summary>Puts a credential aside to be taken back, from now on; <paramref name="id"/> is the credential's.</summary>
    public static Task Add(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, Guid id, Guid linkId,
        Guid institutionId, string bankName, string credential, DateTimeOffset now) =>
        Insert(connection, transaction, new
        {
            userId,
            id,
            linkId,
            institutionId,
            now,
            state = nameof(RevocationState.Pending),
            next = (DateTimeOffset?)now,
            blob = Seal(key, id, bankName, credential),
        });

    /// <summary>Notes that a link ended while its credential serves others.</summary>
    public static Task AddShared(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, Guid linkId,
        Guid institutionId, string bankName, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return Insert(connection, transaction, new
        {
            userId,
            id,
            linkId,
            institutionId,
            now,
            state = nameof(RevocationState.Shared),
            next = (DateTimeOffset?)null,
            blob = Seal(key, id, bankName, credential: null),
        });
    }

    /// <summary>
    /// Takes over a credential that the bank exchanged after the link had ended. It is tried again even where the one before it was
    /// confirmed to be gone.
    /// </summary>
    public static async Task KeepExchanged(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, Guid id,
        string credential, DateTimeOffset now)
    {
        var blob = await connection.QuerySingleOrDefaultAsync<byte[]>(
            "SELECT sealed FROM revocations WHERE user_id = @userId AND id = @id", new { userId, id }, transaction);
        if (blob is not null)
        {
            await connection.ExecuteAsync("""
                UPDATE revocations SET sealed = @blob, state = 'Pending', confirmed_at = NULL, next_try_at = COALESCE(next_try_at, @now)
                WHERE user_id = @userId AND id = @id
                """, new { userId, id, now, blob = Seal(key, id, key.Open(Kept, id, blob, 1)[0]!, credential) }, transaction);
        }
    }

    public static byte[] Seal(MemberKey key, Guid id, string bankName, string? credential) => key.Seal(Kept, id, bankName, credential);

    public (string BankName, string? Credential) OpenSecret(MemberKey key)
    {
        var fields = key.Open(Kept, Id, Sealed, 2);
        return (fields[0]!, fields[1]);
    }

    public Revocation Open(MemberKey key) => new()
    {
        Id = Id,
        LinkId = LinkId,
        BankName = OpenSecret(key).BankName,
        Website = Website is null ? null : new Uri(Website),
        State = Enum.Parse<RevocationState>(State),
        Tries = (int)Tries,
        Problem = Problem is null ? null : Enum.Parse<ProblemKind>(Problem),
        NextTryAt = NextTryAt,
        ConfirmedAt = ConfirmedAt,
        CreatedAt = CreatedAt,
    };

    /// <summary>Ends it, and destroys the credential: only the bank's name is left.</summary>
    public static async Task<bool> Finish(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, Guid id,
        byte[] blob, RevocationState state, DateTimeOffset now) => await connection.ExecuteAsync("""
            UPDATE revocations SET state = @state, sealed = @bare, problem = NULL, next_try_at = NULL, confirmed_at = @now
            WHERE user_id = @userId AND id = @id AND state IN ('Pending', 'ManualAtProvider')
            """, new { userId, id, now, state = state.ToString(), bare = Seal(key, id, key.Open(Kept, id, blob, 1)[0]!, null) }, transaction) == 1;

    private static Task<int> Insert(DbConnection connection, DbTransaction transaction, object row) => connection.ExecuteAsync("""
        INSERT INTO revocations (user_id, id, link_id, institution_id, state, sealed, next_try_at, created_at)
        VALUES (@userId, @id, @linkId, @institutionId, @state, @blob, @next, @now)
        """, row, transaction);
}
