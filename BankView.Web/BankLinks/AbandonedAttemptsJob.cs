using BankView.Data.BankLinks;
using Quartz;

namespace BankView.Web.BankLinks;

/// <summary>Lets attempts be that nobody finished, so that what a bank gave for them is taken back.</summary>
[DisallowConcurrentExecution]
internal sealed class AbandonedAttemptsJob(LinkAttemptStore attempts) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await attempts.GiveUpExpiredOfAllMembers();
}
