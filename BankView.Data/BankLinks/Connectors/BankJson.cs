using System.Globalization;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>Reads single values out of a bank's JSON: what is missing, null or of another kind is null, never an exception.</summary>
internal static class BankJson
{
    /// <summary>A member of an object; null when this is no object, or the member is missing or null.</summary>
    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>A text, or a number as it is written: some banks write ids as numbers. Blank counts as missing.</summary>
    public static string? Text(this JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.String } text => string.IsNullOrWhiteSpace(text.GetString()) ? null : text.GetString()!.Trim(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>The items of a list; empty when it is missing or no list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>
    /// An exact amount out of the digits as they are written, as a number or in quotes. False when it is missing or is not exact in that
    /// currency: excess digits are not rounded.
    /// </summary>
    public static bool TryMoney(this JsonElement element, string name, Currency currency, out Money money)
    {
        money = default;
        return element.Text(name) is { } digits && Money.TryParse(digits, currency, out money);
    }

    /// <summary>A day (2026-11-03) or an instant in ISO 8601, also with an offset without colon; an instant without offset is UTC.</summary>
    public static BankTime? Time(this JsonElement element, string name)
    {
        if (element.Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return BankTime.OnDay(day);
        }

        // "-0500" is ISO 8601 too, but the parser wants the colon.
        var instant = text.Length > 5 && text[^5] is '+' or '-' && text.Contains('T', StringComparison.Ordinal) ? text.Insert(text.Length - 2, ":") : text;
        return DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && char.IsAsciiDigit(text[0]) ? BankTime.AtInstant(at) : null;
    }
}
