using BankView.Data.Administration;
using Quartz;

namespace BankView.Web.Admin;

/// <summary>Erases what is left of withdrawn institutions when the term is over.</summary>
[DisallowConcurrentExecution]
internal sealed class WithdrawnHistoryJob(WithdrawalStore withdrawals, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await withdrawals.EraseWithdrawnOfAllMembers(clock.GetUtcNow());
}
