using BankView.Data.Administration;
using BankView.Data.BankLinks.Connectors;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BankView.Web.Admin;

/// <summary>What the pages of the administration ask; none of it can return finances.</summary>
internal static class AdminSetup
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.TryAddSingleton<InstalledConnectors>();
        services.AddSingleton<AdminActionStore>();
        services.AddSingleton<InstitutionAdminStore>();
        services.AddSingleton<InstitutionCheck>();
        services.AddSingleton<LinkHealthStore>();
        services.AddSingleton<LinkInterventionStore>();
        services.AddSingleton<MessageAdministration>();
        services.AddSingleton<WithdrawalStore>();
        services.AddSingleton<WithdrawnSecrets>();
    }
}
