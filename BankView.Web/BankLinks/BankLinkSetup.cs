namespace BankView.Web.BankLinks;

/// <summary>What the pages about bank links need.</summary>
internal static class BankLinkSetup
{
    public static void AddBankLinks(this IServiceCollection services) => services.AddScoped<LinkWords>();
}
