using System.Globalization;
using BankView.Data;
using BankView.Web.Transactions;
using BankView.Web.Ui;

namespace BankView.Web.Alerts.Rules;

/// <summary>Reads a threshold as the viewer writes it: exact, and in the account's currency or in none that is named.</summary>
public static class ThresholdReading
{
    /// <summary>Null for what is no amount of that currency: another one's mark, or more digits than it has.</summary>
    public static Money? Read(string text, Currency currency, CultureInfo culture)
    {
        var rest = Without(Without(text.Trim(), MoneyFormat.Symbol(currency, culture)), currency.Code);
        return !rest.Any(IsMark) && AmountReading.Read(rest, culture) is { } typed
            && Money.TryParse(typed.Amount.ToString(CultureInfo.InvariantCulture), currency, out var money) ? money : null;
    }

    private static string Without(string text, string mark) =>
        text.StartsWith(mark, StringComparison.OrdinalIgnoreCase) ? text[mark.Length..].TrimStart()
        : text.EndsWith(mark, StringComparison.OrdinalIgnoreCase) ? text[..^mark.Length].TrimEnd()
        : text;

    private static bool IsMark(char letter) => char.IsLetter(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.CurrencySymbol;
}
