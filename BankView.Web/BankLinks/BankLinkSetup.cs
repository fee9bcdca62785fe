namespace BankView.Web.BankLinks;

internal static class BankLinkSetup
{
    public static void AddBankLinks(this IServiceCollection services) => services.AddScoped<LinkWords>();
}
