using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;

namespace BankView.Web.BankLinks.Wizard;

/// <summary>What linking a bank needs from the host.</summary>
internal static class WizardSetup
{
    public static void AddBankLinks(this IServiceCollection services)
    {
        services.AddSingleton<InstalledConnectors>();
        services.AddSingleton<Linking>();
        services.AddSingleton<BankAnswers>();
        services.AddScoped<WayToBank>();
    }
}
