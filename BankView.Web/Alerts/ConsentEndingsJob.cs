using BankView.Data.Alerts;
using Quartz;

namespace BankView.Web.Alerts;

/// <summary>Tells of consents that end soon.</summary>
[DisallowConcurrentExecution]
internal sealed class ConsentEndingsJob(ConsentEndings endings) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await endings.TellOfAllMembers();
}
