using BankView.Data.BankLinks.Sync;
using Quartz;

namespace BankView.Web.BankLinks;

/// <summary>Forgets readings of long ago.</summary>
[DisallowConcurrentExecution]
internal sealed class OldRunsJob(DueLinks due) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await due.ForgetOldRunsOfAllMembers();
}
