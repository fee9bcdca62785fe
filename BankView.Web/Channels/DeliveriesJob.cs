using BankView.Data.Channels;
using Quartz;

namespace BankView.Web.Channels;

/// <summary>Sends what waits in the outbox for one kind of channel; each kind has a job of its own, so that none waits for another.</summary>
internal abstract class DeliveriesJob(Deliveries deliveries, TimeProvider clock, ChannelKind kind) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await deliveries.RunDueOfAllMembers(kind, clock.GetUtcNow(), cancellationToken);
}

/// <inheritdoc/>
[DisallowConcurrentExecution]
internal sealed class EmailDeliveriesJob(Deliveries deliveries, TimeProvider clock) : DeliveriesJob(deliveries, clock, ChannelKind.Email);

/// <inheritdoc/>
[DisallowConcurrentExecution]
internal sealed class WebPushDeliveriesJob(Deliveries deliveries, TimeProvider clock) : DeliveriesJob(deliveries, clock, ChannelKind.WebPush);

/// <inheritdoc/>
[DisallowConcurrentExecution]
internal sealed class MessengerDeliveriesJob(Deliveries deliveries, TimeProvider clock) : DeliveriesJob(deliveries, clock, ChannelKind.Messenger);

/// <summary>Clears away what was sent long ago.</summary>
[DisallowConcurrentExecution]
internal sealed class OldDeliveriesJob(Deliveries deliveries, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await deliveries.ForgetOldOfAllMembers(clock.GetUtcNow());
}
