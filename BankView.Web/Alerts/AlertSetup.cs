using BankView.Data.Alerts;

namespace BankView.Web.Alerts;

/// <summary>Alerts for members. They are raised where payments are stored; nothing runs here.</summary>
internal static class AlertSetup
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertRuleStore>();
        services.AddSingleton<AlertChoiceStore>();
        services.AddScoped<AlertWords>();
    }
}
