using BankView.Data.Channels;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>How messages of one kind of channel fare: counts alone, of all members together.</summary>
public sealed record ChannelHealth
{
    public required ChannelKind Kind { get; init; }

    /// <summary>False while this installation has no configuration for it.</summary>
    public required bool IsConfigured { get; init; }

    /// <summary>Members who are told by it.</summary>
    public required int Members { get; init; }

    public required int Sent { get; init; }

    /// <summary>Due now, or being sent, or to be tried again.</summary>
    public required int Waiting { get; init; }

    public required int Failed { get; init; }

    /// <summary>Of which nobody can tell whether they arrived.</summary>
    public required int Uncertain { get; init; }

    /// <summary>Why messages failed or wait to be tried again, the most frequent first.</summary>
    public required IReadOnlyList<DeliveryProblem> Problems { get; init; }
}

/// <summary>Channels of this installation, for administrators: whether they are configured and work; nobody's messages.</summary>
public sealed class MessageAdministration(Databases databases, DeliveryStore deliveries, IEnumerable<IMessageChannel> channels, TimeProvider clock)
{
    /// <summary>How far back messages are counted.</summary>
    public static readonly TimeSpan Counted = TimeSpan.FromDays(7);

    /// <summary>Every kind of channel there is, in the order of <see cref="ChannelKind"/>.</summary>
    public async Task<IReadOnlyList<ChannelHealth>> ListOfAllMembers()
    {
        var counts = (await deliveries.CountOfAllMembers(Counted)).ToLookup(count => count.Kind);
        await using var connection = await databases.Data.Open();
        var members = (await connection.QueryAsync<(string Kind, long Count)>(
            "SELECT c.kind, count(DISTINCT c.user_id) FROM channels c GROUP BY c.kind")).ToDictionary(row => row.Kind, row => (int)row.Count, StringComparer.Ordinal);
        return [.. Enum.GetValues<ChannelKind>().Select(kind => new ChannelHealth
        {
            Kind = kind,
            IsConfigured = Find(kind) is { IsConfigured: true },
            Members = members.GetValueOrDefault(kind.ToString()),
            Sent = Sum(counts[kind], DeliveryState.Sent),
            Waiting = Sum(counts[kind], DeliveryState.Waiting, DeliveryState.Sending),
            Failed = Sum(counts[kind], DeliveryState.Failed),
            Uncertain = Sum(counts[kind], DeliveryState.Uncertain),
            Problems = [.. counts[kind].Where(count => count.Problem is not null and not DeliveryProblem.Uncertain)
                .GroupBy(count => count.Problem!.Value).OrderByDescending(problem => problem.Sum(count => count.Count)).Select(problem => problem.Key)],
        })];
    }

    /// <summary>Asks the other side whether it would take messages; sends none. Null for a kind without a configuration.</summary>
    public async Task<SendResult?> Check(ChannelKind kind, UserId administrator, CancellationToken cancellation = default)
    {
        if (Find(kind) is not { IsConfigured: true } channel)
        {
            return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Deliveries.SendWithin);
        SendResult result;
        try
        {
            result = await channel.Check(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            result = new SendResult(SendOutcome.TryLater);
        }

        await databases.Data.Write((connection, transaction) => AdminActionStore.Write(connection, transaction,
            new(AdminActionKind.ChannelTested, administrator, kind.ToString(), SubjectId: null, result.Outcome.ToString()), clock.GetUtcNow()), cancellation);
        return result;
    }

    private IMessageChannel? Find(ChannelKind kind) => channels.SingleOrDefault(channel => channel.Kind == kind);

    private static int Sum(IEnumerable<DeliveryCount> counts, params DeliveryState[] states) =>
        counts.Where(count => states.Contains(count.State)).Sum(count => count.Count);
}
