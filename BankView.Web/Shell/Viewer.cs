using Microsoft.AspNetCore.Components;

namespace BankView.Web.Shell;

/// <summary>
/// The person who looks: their time zone, and so their today. A script tells the zone in a cookie; the request that prerenders
/// the page reads it and the circuit carries it on. Language and number formats are <c>CultureInfo</c>'s.
/// </summary>
public sealed class Viewer(TimeProvider time)
{
    public const string ZoneCookie = "bankview-zone";

    /// <summary>IANA name, UTC until the browser has told.</summary>
    [PersistentState]
    public string ZoneId { get; set; } = "UTC";

    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(ZoneId, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Now, on the viewer's clock.</summary>
    public DateTimeOffset Now => InZone(time.GetUtcNow());

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public DateTimeOffset InZone(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>Takes over the zone that the browser sent; an unknown name changes nothing.</summary>
    public void ReadFrom(IRequestCookieCollection cookies)
    {
        if (cookies[ZoneCookie] is { Length: <= 64 } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
        {
            ZoneId = id;
        }
    }
}
