using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.BankLinks.Connectors.SimpleFin;
using BankView.Data.Egress;

namespace BankView.Web.BankLinks;

/// <summary>Connectors, and the one door through which they reach banks.</summary>
internal static class BankLinkSetup
{
    public static void AddBankLinks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<LinkWords>();
        services.AddSingleton(new LocalHosts(builder.Configuration.GetSection("Egress:LocalHosts").Get<string[]>() ?? []));
        services.AddSingleton(new EgressLimits());
        services.AddSingleton<EgressConnection>();
        services.AddSingleton<EgressLog>();
        services.AddHostedService<EgressLogFlush>();
        services.AddSingleton<EgressStore>();
        services.AddSingleton<EgressHandler>();
        services.AddSingleton<BankHttp>();
        services.AddSingleton<IConnector, FdxConnector>();
        services.AddSingleton<IConnector, SimpleFinConnector>();
        services.AddSingleton<InstalledConnectors>();
    }
}

/// <summary>Writes the last outgoing calls down when the server stops.</summary>
internal sealed class EgressLogFlush(EgressLog log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => log.Flush();
}
