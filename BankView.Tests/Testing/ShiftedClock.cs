using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Testing;

/// <summary>The real clock, set ahead: for what comes due in a running application.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    /// <summary>Has the application go by this clock.</summary>
    public void Rule(IWebHostBuilder host) => host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(this));
}
