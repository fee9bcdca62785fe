using BankView.Data.Alerts;
using Quartz;

namespace BankView.Web.Alerts;

/// <summary>Tells of months in which nothing was raised, soon after they are over.</summary>
[DisallowConcurrentExecution]
internal sealed class QuietMonthsJob(QuietMonths months) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await months.TellOfAllMembers();
}
