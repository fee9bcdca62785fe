using BankView.Data.Sealing;

namespace BankView.Data.BankLinks;

/// <summary>An attempt as it stands in its table.</summary>
internal sealed record AttemptRow
{
    public const string Columns = """
        a.id, a.institution_id AS InstitutionId, a.link_id AS LinkId, a.step, a.sealed, a.created_at AS CreatedAt, a.expires_at AS ExpiresAt
        """;

    public static readonly SealedColumn Content = new("link_attempts");

    public required Guid Id { get; init; }

    public required Guid InstitutionId { get; init; }

    public required Guid? LinkId { get; init; }

    public required string Step { get; init; }

    public required byte[] Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public AttemptStep StepAt(DateTimeOffset now)
    {
        var step = Enum.Parse<AttemptStep>(Step);
        return step is AttemptStep.AtBank or AttemptStep.Answering or AttemptStep.ChoosingAccounts && ExpiresAt <= now ? AttemptStep.Expired : step;
    }

    public AttemptContent Open(MemberKey key) => AttemptContent.Parse(key.Open(Content, Id, Sealed, 1)[0]!);

    public static byte[] Seal(MemberKey key, Guid id, AttemptContent content) => key.Seal(Content, id, content.ToJson());
}
