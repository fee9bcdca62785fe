using System.Globalization;

namespace BankView.Web.Shell;

/// <summary>Where a page of a list ended, as it stands in an address: an instant and an id.</summary>
internal static class PageCursor
{
    public static string Write(DateTimeOffset at, Guid id) => $"{at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}.{id:N}";

    /// <summary>Null for anything that <see cref="Write"/> does not write.</summary>
    public static (DateTimeOffset At, Guid Id)? Read(string? text)
    {
        const long last = 253_402_300_799_999;
        var parts = text?.Split('.') ?? [];
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= last && Guid.TryParseExact(parts[1], "N", out var id)
                ? (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
                : null;
    }
}
