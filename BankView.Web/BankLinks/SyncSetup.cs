using BankView.Data.BankLinks.Sync;
using BankView.Web.Admin;
using BankView.Web.Alerts;
using Quartz;

namespace BankView.Web.BankLinks;

/// <summary>
/// What runs without anybody asking. The scheduler keeps nothing: which links are due stands in the database, so each node has one of
/// its own and they share the work. <c>Sync:Enabled=false</c> leaves a node to its pages.
/// </summary>
internal static class SyncSetup
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    public static void AddSync(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LinkSync>();
        builder.Services.AddSingleton<LinkSyncStore>();
        builder.Services.AddSingleton<DueLinks>();
        if (builder.Configuration.GetValue("Sync:Enabled", true))
        {
            builder.Services.AddQuartz(jobs =>
            {
                jobs.AddJobEvery<DueLinksJob>(Tick);
                jobs.AddJobEvery<OldRunsJob>(TimeSpan.FromDays(1));
                jobs.AddJobEvery<RevocationsJob>(TimeSpan.FromSeconds(15));
                jobs.AddJobEvery<AbandonedAttemptsJob>(TimeSpan.FromMinutes(5));
                jobs.AddJobEvery<WithdrawnHistoryJob>(TimeSpan.FromHours(1));
                jobs.AddJobEvery<WithdrawnSecretsJob>(TimeSpan.FromMinutes(5));
                jobs.AddJobEvery<ConsentEndingsJob>(TimeSpan.FromHours(1));
                jobs.AddJobEvery<QuietMonthsJob>(TimeSpan.FromHours(1));
            });
            // What is being read is stopped between two pages, and those are stored by then.
            builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        }
    }

    /// <summary>One line for each job: it runs soon after the start, and then so often.</summary>
    public static void AddJobEvery<TJob>(this IQuartzBuilder jobs, TimeSpan interval)
        where TJob : IJob =>
        jobs.ScheduleJob<TJob>(trigger => trigger.StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
}
