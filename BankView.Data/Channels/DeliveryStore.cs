using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>What was sent to members, where and with what success; never what stood in it.</summary>
public sealed class DeliveryStore(Databases databases, TimeProvider clock)
{
    private const string Columns = """
        d.id, d.alert_id AS AlertId, d.rule, d.channel_kind AS ChannelKind, d.state, d.tries, d.next_try_at AS NextTryAt, d.problem,
        d.created_at AS CreatedAt, d.finished_at AS FinishedAt
        """;

    /// <summary>At most <paramref name="count"/> of the member's, newest first.</summary>
    public async Task<IReadOnlyList<Delivery>> List(UserId userId, int count)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<Row>($"""
            SELECT {Columns} FROM deliveries d
            JOIN users u ON u.id = d.user_id AND u.status = 'Active' AND u.is_member
            WHERE d.user_id = @userId ORDER BY d.created_at DESC, d.id DESC LIMIT @count
            """, new { userId, count });
        return [.. rows.Select(row => row.Read())];
    }

    /// <summary>How many messages of all members ended how, by channel, since <paramref name="age"/> ago: counts, and nobody's name.</summary>
    public async Task<IReadOnlyList<DeliveryCount>> CountOfAllMembers(TimeSpan age)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<(string Kind, string State, string? Problem, long Count)>("""
            SELECT d.channel_kind, d.state, d.problem, count(*) FROM deliveries d
            WHERE d.created_at > @since GROUP BY d.channel_kind, d.state, d.problem
            """, new { since = clock.GetUtcNow() - age });
        return [.. rows.Select(row => new DeliveryCount(
            Enum.Parse<ChannelKind>(row.Kind), Enum.Parse<DeliveryState>(row.State), Parse(row.Problem), (int)row.Count))];
    }

    private static DeliveryProblem? Parse(string? problem) => problem is null ? null : Enum.Parse<DeliveryProblem>(problem);

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid? AlertId { get; init; }

        public required string Rule { get; init; }

        public required string ChannelKind { get; init; }

        public required string State { get; init; }

        public required long Tries { get; init; }

        public required DateTimeOffset? NextTryAt { get; init; }

        public required string? Problem { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset? FinishedAt { get; init; }

        public Delivery Read() => new()
        {
            Id = Id,
            AlertId = AlertId,
            Rule = Rule,
            ChannelKind = Enum.Parse<ChannelKind>(ChannelKind),
            State = Enum.Parse<DeliveryState>(State),
            Tries = (int)Tries,
            NextTryAt = NextTryAt,
            Problem = Parse(Problem),
            CreatedAt = CreatedAt,
            FinishedAt = FinishedAt,
        };
    }
}

/// <summary>Messages of one channel that ended, or stand, alike.</summary>
public sealed record DeliveryCount(ChannelKind Kind, DeliveryState State, DeliveryProblem? Problem, int Count);
