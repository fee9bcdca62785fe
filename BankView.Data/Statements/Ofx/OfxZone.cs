using System.Collections.Frozen;
using System.Globalization;

namespace BankView.Data.Statements.Ofx;

/// <summary>The zone in the brackets of an OFX date: <c>-5:EST</c>, <c>+5.5</c>, <c>0:GMT</c>; also <c>-0500</c> and <c>-:EST</c>.</summary>
internal static class OfxZone
{
    private const decimal WidestHours = 14;

    private static readonly FrozenDictionary<string, int> HoursOfNames = new (string Name, int Hours)[]
    {
        ("GMT", 0), ("UTC", 0), ("Z", 0), ("WET", 0), ("BST", 1), ("CET", 1), ("CEST", 2), ("EET", 2), ("EEST", 3),
        ("AST", -4), ("EDT", -4), ("EST", -5), ("CDT", -5), ("CST", -6), ("MDT", -6), ("MST", -7), ("PDT", -7), ("PST", -8),
        ("AKDT", -8), ("AKST", -9), ("HST", -10), ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13),
    }.ToFrozenDictionary(zone => zone.Name, zone => zone.Hours, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the zone says nothing known. A number wins over the name beside it.</summary>
    public static TimeSpan? Offset(string zone)
    {
        var parts = zone.Split(':', StringSplitOptions.TrimEntries);
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(parts[0], style, CultureInfo.InvariantCulture, out var hours))
        {
            return HoursOfNames.TryGetValue(parts[^1], out var named) ? TimeSpan.FromHours(named) : null;
        }

        // "-0500" is hours and minutes in one, "-05:30" is both apart.
        var whole = Math.Abs(hours) >= 100 ? decimal.Truncate(hours / 100) + hours % 100 / 60 : hours;
        if (parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60)
        {
            whole += (parts[0].StartsWith('-') ? -minutes : minutes) / 60m;
        }

        return Math.Abs(whole) <= WidestHours ? TimeSpan.FromMinutes(decimal.ToInt64(decimal.Round(whole * 60))) : null;
    }
}
