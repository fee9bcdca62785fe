using BankView.Data.Administration;
using Quartz;

namespace BankView.Web.Admin;

/// <summary>Destroys the client secrets of withdrawn institutions once nothing is left to be taken back with them.</summary>
[DisallowConcurrentExecution]
internal sealed class WithdrawnSecretsJob(WithdrawnSecrets secrets) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await secrets.DestroyDue();
}
