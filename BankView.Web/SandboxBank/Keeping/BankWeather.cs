using System.Globalization;
namespace BankView.Web.SandboxBank.Keeping;

/// <summary>How the bank's machines answer, as set at the control page.</summary>
public enum Answering
{
    Normally,
    Down,
    ServerError,
    TooManyCalls,
    Html,
    BrokenJson,
    CutOff,
}

/// <summary>How the bank fares: kept over a restart, the same for all customers.</summary>
internal sealed class BankWeather(BankFile file)
{
    public const int MostSeconds = 120;

    public async Task<(Answering Answering, int Seconds)> Now() => (
        Enum.TryParse<Answering>(await file.Setting("answering"), out var answering) ? answering : Answering.Normally,
        int.TryParse(await file.Setting("seconds"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);

    /// <summary>Every answer comes <paramref name="seconds"/> late.</summary>
    public async Task Set(Answering answering, int seconds)
    {
        await file.SetSetting("answering", answering.ToString());
        await file.SetSetting("seconds", Math.Clamp(seconds, 0, MostSeconds).ToString(CultureInfo.InvariantCulture));
    }
}
