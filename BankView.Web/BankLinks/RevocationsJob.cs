using BankView.Data.BankLinks;
using Quartz;

namespace BankView.Web.BankLinks;

/// <summary>Takes back at the banks what is still to be taken back there.</summary>
[DisallowConcurrentExecution]
internal sealed class RevocationsJob(Revocations revocations, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await revocations.RunDueOfAllMembers(clock.GetUtcNow(), cancellationToken);
}
