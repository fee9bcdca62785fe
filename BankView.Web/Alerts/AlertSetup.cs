using BankView.Data.Alerts;

namespace BankView.Web.Alerts;

/// <summary>Alerts for members. They are raised where their causes are stored; what only time brings is looked for by jobs.</summary>
internal static class AlertSetup
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertRuleStore>();
        services.AddSingleton<AlertChoiceStore>();
        services.AddSingleton<ConsentEndings>();
        services.AddSingleton<QuietMonths>();
        services.AddSingleton<ReportSharingStore>();
        services.AddScoped<AlertWords>();
        services.AddScoped<LinkWay>();
    }
}
