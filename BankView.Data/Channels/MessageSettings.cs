namespace BankView.Data.Channels;

/// <summary>How a member wants messages, on every channel.</summary>
public sealed record MessageSettings
{
    /// <summary>A word that the member chose and that stands in every message: one without it is not BankView's. Empty for none.</summary>
    public string Word { get; init; } = "";

    /// <summary>A culture's name, such as <c>de</c> or <c>en-US</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA name of the time zone that quiet hours are meant in.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Null for none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>A payment that stands out is told in quiet hours, too.</summary>
    public bool FraudBreaksQuiet { get; init; }
}
