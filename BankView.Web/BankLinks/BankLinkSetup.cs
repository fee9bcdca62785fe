using BankView.Data.BankLinks.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace BankView.Web.BankLinks;

/// <summary>What the pages about bank links need, and the job that takes back what is left at banks.</summary>
internal static class BankLinkSetup
{
    public static void AddBankLinks(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<LinkSync>();
        builder.Services.TryAddSingleton<LinkSyncStore>();
        builder.Services.AddScoped<LinkWords>();
        if (builder.Configuration.GetValue("Sync:Enabled", true))
        {
            builder.Services.AddQuartz(jobs => jobs.ScheduleJob<RevocationsJob>(trigger =>
                trigger.StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(15)).RepeatForever())));
            // A try that has begun is written down before the application stops.
            builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        }
    }
}
