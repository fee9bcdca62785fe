using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Tests.Testing;
using BankView.Web.BankLinks.Wizard;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>The wizard's pages for a member on the way to a link with a bank in memory.</summary>
public abstract class WizardPageTest : PageTest
{
    internal LinkingScene Scene { get; private set; } = default!;

    protected override async Task AddServices()
    {
        Scene = await LinkingScene.Set(Member);
        Services.Replace(ServiceDescriptor.Singleton(new InstalledConnectors([Scene.Bank])));
        Services.AddSingleton<LinkAttemptStore>();
        Services.AddSingleton<Linking>();
        Services.AddSingleton<BankAnswers>();
        Services.AddScoped<WayToBank>();
        Services.AddSingleton<LinkSync>();
        Services.AddSingleton<IHostApplicationLifetime>(new Running());
        Services.AddSingleton<FirstSyncs>();
    }

    protected IRenderedComponent<LinkAttemptPage> Show(Guid attempt) => Render<LinkAttemptPage>(page => page.Add(one => one.Id, attempt));

    private sealed class Running : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
