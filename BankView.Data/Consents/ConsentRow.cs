using BankView.Data.Sealing;

namespace BankView.Data.Consents;

/// <summary>A consent as it stands in its table.</summary>
internal sealed record ConsentRow
{
    public const string Sql = """
        SELECT c.id, c.granted_at AS GrantedAt, c.expires_at AS ExpiresAt, c.revoked_at AS RevokedAt, c.text_hash AS TextHash,
               c.sealed_words AS SealedWords
        FROM consents c
        JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
        WHERE c.user_id = @userId AND c.link_id = @linkId
        ORDER BY CASE WHEN c.revoked_at IS NULL THEN 0 ELSE 1 END, c.granted_at DESC, c.id DESC LIMIT 1
        """;

    public const string ScopesSql = """
        SELECT account_id, cluster, purpose FROM consent_scopes WHERE user_id = @userId AND consent_id = @id
        """;

    public static readonly SealedColumn Words = new("consents", "sealed_words");

    public required Guid Id { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required string TextHash { get; init; }

    public required byte[] SealedWords { get; init; }

    public Consent Open(MemberKey key, Guid linkId, IEnumerable<(Guid AccountId, string Cluster, string Purpose)> scopes) => new()
    {
        Id = Id,
        LinkId = linkId,
        GrantedAt = GrantedAt,
        ExpiresAt = ExpiresAt,
        RevokedAt = RevokedAt,
        TextHash = TextHash,
        Words = key.Open(Words, Id, SealedWords, 1)[0]!,
        Scopes = [.. scopes.Select(scope => new ConsentScope(scope.AccountId, scope.Cluster, Enum.Parse<Purpose>(scope.Purpose)))],
    };
}
