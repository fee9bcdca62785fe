using BankView.Data.BankLinks;

namespace BankView.Web.BankLinks.Wizard;

/// <summary>What linking a bank needs from the host.</summary>
internal static class WizardSetup
{
    public static void AddLinkWizard(this IServiceCollection services)
    {
        services.AddSingleton<Linking>();
        services.AddSingleton<BankAnswers>();
        services.AddScoped<WayToBank>();
        services.AddSingleton<FirstSyncs>();
    }
}
