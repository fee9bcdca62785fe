using System.Data.Common;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>A channel as it stands in its table.</summary>
internal sealed record ChannelRow
{
    public const string Columns = """
        c.id, c.kind, c.detail, c.is_fallback AS IsFallback, c.place, c.problem, c.problem_since AS ProblemSince, c.proved_at AS ProvedAt, c.sealed
        """;

    /// <summary>How many a member may have: each alert writes a message for each.</summary>
    public const int Most = 20;

    private static readonly SealedColumn Details = new("channels");

    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Detail { get; init; }

    public required bool IsFallback { get; init; }

    public required long Place { get; init; }

    public required string? Problem { get; init; }

    public required DateTimeOffset? ProblemSince { get; init; }

    public required DateTimeOffset ProvedAt { get; init; }

    public required byte[] Sealed { get; init; }

    /// <summary>Adds a proved channel as the member's last; null when it stands there already, or is somebody else's to reply by.</summary>
    public static async Task<Guid?> Add(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, NewChannel channel, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var added = await connection.ExecuteAsync("""
            INSERT INTO channels (user_id, id, kind, address_tag, reply_tag, detail, is_fallback, place, proved_at, sealed)
            SELECT @userId, @id, @kind, @address, @ReplyTag, 'Nothing', @isFallback, coalesce(max(c.place), 0) + 1, @now, @details
            FROM channels c WHERE c.user_id = @userId HAVING count(*) < @Most
            ON CONFLICT DO NOTHING
            """, new
        {
            userId,
            id,
            kind = channel.Kind.ToString(),
            address = TagOf(key, channel.Address),
            channel.ReplyTag,
            isFallback = false,
            Most = (long)Most,
            now,
            details = key.Seal(Details, id, channel.Address, channel.Label),
        }, transaction);
        return added == 1 ? id : null;
    }

    /// <summary>What an address is known by without being opened.</summary>
    public static Tag TagOf(MemberKey key, string address) => key.TagOf("channel address", address);

    /// <summary>The address alone, in the channel's own form.</summary>
    public static string OpenAddress(MemberKey key, Guid id, byte[] blob) => key.Open(Details, id, blob, 1)[0]!;

    public Channel Open(MemberKey key) => new()
    {
        Id = Id,
        Kind = Enum.Parse<ChannelKind>(Kind),
        Label = key.Open(Details, Id, Sealed, 2)[1]!,
        Detail = Enum.Parse<MessageDetail>(Detail),
        IsFallback = IsFallback,
        Place = (int)Place,
        Problem = Problem is null ? null : Enum.Parse<DeliveryProblem>(Problem),
        ProblemSince = ProblemSince,
        ProvedAt = ProvedAt,
    };
}

/// <summary>A channel that was just proved.</summary>
/// <param name="Address">In the channel's own form; sealed.</param>
/// <param name="Label">What the member knows it by; sealed.</param>
/// <param name="ReplyTag">Tells whose a message is that comes in; null where none does.</param>
public sealed record NewChannel(ChannelKind Kind, string Address, string Label, Tag? ReplyTag = null);
