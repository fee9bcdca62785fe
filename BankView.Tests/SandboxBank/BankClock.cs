using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BankView.Tests.SandboxBank;

/// <summary>The application with a clock that a test moves.</summary>
internal static class BankClock
{
    public static FakeTimeProvider Start() => new(new DateTimeOffset(2026, 3, 10, 23, 30, 0, TimeSpan.Zero));

    public static Task<BankViewApp> App(TimeProvider clock) =>
        BankViewApp.Start(web => web.ConfigureTestServices(services => services.AddSingleton(clock)));
}
