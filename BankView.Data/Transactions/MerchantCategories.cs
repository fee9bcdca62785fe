using System.Globalization;

namespace BankView.Data.Transactions;

/// <summary>
/// The category of an ISO 18245 merchant category code. The codes and their descriptions are public; which category each belongs to
/// is our own table (<c>Lists/merchant-categories.csv</c>).
/// </summary>
public static class MerchantCategories
{
    private static readonly Category[] ByCode = ReadTable();

    /// <summary><see cref="Category.Other"/> for an unknown code, for none and for what is no four-digit code.</summary>
    public static Category FromCode(string? mcc) =>
        mcc is { Length: 4 } && int.TryParse(mcc, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? ByCode[code] : Category.Other;

    private static Category[] ReadTable()
    {
        var table = new Category[10_000];
        foreach (var line in EmbeddedList.ReadLines("merchant-categories.csv"))
        {
            // The description between the first and the last comma may hold commas of its own.
            var code = int.Parse(line.AsSpan(0, line.IndexOf(',', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);
            table[code] = Enum.Parse<Category>(line.AsSpan(line.LastIndexOf(',') + 1));
        }

        return table;
    }
}
