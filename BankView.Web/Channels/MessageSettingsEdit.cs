using BankView.Data.Channels;

namespace BankView.Web.Channels;

/// <summary>Message settings while a member changes them.</summary>
internal sealed class MessageSettingsEdit
{
    /// <summary>IANA names that belong to a place, in their order.</summary>
    public static IReadOnlyList<string> Zones { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Append("UTC").Order(StringComparer.Ordinal),
    ];

    public string? Word { get; set; }

    public string Language { get; set; } = "en";

    public string Zone { get; set; } = "UTC";

    public bool HasQuiet { get; set; }

    public TimeOnly From { get; set; } = new(22, 0);

    public TimeOnly To { get; set; } = new(7, 0);

    public bool FraudBreaksQuiet { get; set; }

    /// <summary>From a minute to the same one: no time at all, or all day, and nobody knows which was meant.</summary>
    public bool IsQuietEmpty => HasQuiet && From == To;

    public static MessageSettingsEdit Of(MessageSettings settings)
    {
        var edit = new MessageSettingsEdit
        {
            Word = settings.Word,
            Language = settings.Language,
            Zone = settings.Zone,
            HasQuiet = settings.Quiet is not null,
            FraudBreaksQuiet = settings.FraudBreaksQuiet,
        };
        if (settings.Quiet is { } quiet)
        {
            (edit.From, edit.To) = (quiet.From, quiet.To);
        }

        return edit;
    }

    public MessageSettings ToSettings() => new()
    {
        Word = Word ?? "",
        Language = Language,
        Zone = Zone,
        Quiet = HasQuiet ? new QuietHours(From, To) : null,
        FraudBreaksQuiet = HasQuiet && FraudBreaksQuiet,
    };
}
