using BankView.Data.BankLinks;
using Quartz;

namespace BankView.Web.BankLinks;

/// <summary>Asks banks again that have not confirmed the end of an access.</summary>
[DisallowConcurrentExecution]
internal sealed class RevocationsJob(Revocations revocations, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await revocations.RunDueOfAllMembers(clock.GetUtcNow(), cancellationToken);
}
