using System.Globalization;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using BankView.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace BankView.Web.Transactions;

/// <summary>What the activity page shows, as its address says it: search, filters, and the transaction open beside the list.</summary>
public sealed record ActivityQuery
{
    private const int LongestSearch = 100;
    private const decimal GreatestAmount = 1_000_000_000_000m;

    public string? Search { get; init; }

    public Guid? AccountId { get; init; }

    public Tag? Card { get; init; }

    public Tag? Merchant { get; init; }

    /// <summary>Of the amount without its sign, in major units.</summary>
    public decimal? Least { get; init; }

    /// <inheritdoc cref="Least"/>
    public decimal? Most { get; init; }

    /// <summary>First day, in the viewer's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, in the viewer's time zone.</summary>
    public DateOnly? To { get; init; }

    public Category? Category { get; init; }

    public bool Pending { get; init; }

    public bool CardOnly { get; init; }

    public Guid? TransactionId { get; init; }

    /// <summary>The same list with nothing open beside it.</summary>
    public ActivityQuery List => this with { TransactionId = null };

    public bool IsNarrowed => List != new ActivityQuery();

    public string Url => Urls.Activity(AccountId, Search, From, To, Least, Most, Text(Card), Category?.ToString(), Pending, CardOnly,
        Text(Merchant), TransactionId);

    public string ExportUrl => Urls.ActivityExport + List.Url[Urls.ActivityPath.Length..];

    /// <summary>Reads the query part of an address, which anybody may have written: what makes no sense in it is left out.</summary>
    public static ActivityQuery Parse(string? queryPart)
    {
        var values = QueryHelpers.ParseQuery(queryPart);
        return new ActivityQuery
        {
            Search = SearchText(First(values, "q")),
            AccountId = Id(First(values, "account")),
            Card = ReadTag(First(values, "card")),
            Merchant = ReadTag(First(values, "merchant")),
            Least = Amount(First(values, "least")),
            Most = Amount(First(values, "most")),
            From = Day(First(values, "from")),
            To = Day(First(values, "to")),
            Category = Enum.TryParse<Category>(First(values, "category"), out var category) && Enum.IsDefined(category) ? category : null,
            Pending = First(values, "pending") is "true",
            CardOnly = First(values, "cards") is "true",
            TransactionId = Id(First(values, "t")),
        };
    }

    /// <summary>A search as it stands in the address; null for blanks alone.</summary>
    public static string? SearchText(string? text)
    {
        text = text?.Trim();
        return text is { Length: > LongestSearch } ? text[..LongestSearch] : string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The form of a card's or merchant's tag in addresses.</summary>
    public static string? Text(Tag? tag) => tag?.Value.ToString("x32", CultureInfo.InvariantCulture);

    public static Tag? ReadTag(string? text) =>
        text is { Length: 32 } && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Tag(value)
            : null;

    private static string? First(Dictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var found) && found.Count > 0 ? found[0] : null;

    private static Guid? Id(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    private static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= GreatestAmount
            ? amount
            : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1900 and < 3000 ? day : null;
}
