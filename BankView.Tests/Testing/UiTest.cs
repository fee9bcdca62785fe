using System.Globalization;
using BankView.Data;
using BankView.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BankView.Tests.Testing;

/// <summary>
/// Renders components as a viewer sees them who sits in Berlin at ten in the morning of Wednesday, 5 November 2025, and reads
/// English until <see cref="Read"/> says otherwise.
/// </summary>
public abstract class UiTest : BunitContext
{
    protected UiTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2025, 11, 5, 9, 0, 0, TimeSpan.Zero)));
        Services.AddScoped(services => new Viewer(services.GetRequiredService<TimeProvider>()) { ZoneId = "Europe/Berlin" });
        Read("en-US");
    }

    protected static void Read(string culture) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(culture), new CultureInfo(culture));

    protected static Money Amount(string amount, string currency) => Money.Parse(amount, Currency.Parse(currency));
}
