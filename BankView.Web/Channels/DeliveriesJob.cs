using BankView.Data.Channels;
using Quartz;

namespace BankView.Web.Channels;

/// <summary>Sends what waits in the outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliveriesJob(Deliveries deliveries, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await deliveries.RunDueOfAllMembers(clock.GetUtcNow(), cancellationToken);
}
