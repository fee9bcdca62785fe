using System.Globalization;
using BankView.Data.Accounts;
using BankView.Data.Transactions;
using BankView.Web.Ui;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Transactions;

/// <summary>Reads out of a search text, in the viewer's language and formats, what it can mean beside part of a merchant's name.</summary>
public sealed class SearchReading(IStringLocalizer<TransactionTexts> texts, IStringLocalizer<UiTexts> dayTexts)
{
    // A letter or two is on its way to something longer; taken for the start of a category it would bring rows nobody meant.
    private const int LeastOfAWord = 3;

    public SearchQuery Read(string text, IReadOnlyList<Account> accounts, DateOnly today) => new()
    {
        Text = text,
        AmountsMinor = AmountsOf(text, accounts),
        Categories = text.Length < LeastOfAWord ? [] : [.. Enum.GetValues<Category>().Where(category => Begins(texts[category.TextKey()], text))],
        AccountIds = text.Length < LeastOfAWord ? [] : [.. accounts.Where(account => IsNamed(account, text)).Select(account => account.Id)],
        Day = DayOf(text, today),
    };

    private static List<long> AmountsOf(string text, IReadOnlyList<Account> accounts)
    {
        var amounts = new List<long>();
        if (AmountReading.Read(text, CultureInfo.CurrentCulture) is not { } read)
        {
            return amounts;
        }

        foreach (var exponent in accounts.Select(account => account.Currency.Exponent).Distinct())
        {
            var minor = read.Amount * (decimal)Math.Pow(10, exponent);
            if (decimal.Truncate(minor) == minor && Math.Abs(minor) < long.MaxValue)
            {
                amounts.Add((long)minor);
                // Without a sign both are meant: what was paid and what came in.
                if (!read.HasSign && minor != 0)
                {
                    amounts.Add(-(long)minor);
                }
            }
        }

        return amounts;
    }

    private DateOnly? DayOf(string text, DateOnly today) =>
        Same(text, dayTexts["Today"]) ? today
        : Same(text, dayTexts["Yesterday"]) ? today.AddDays(-1)
        : DayReading.Read(text, today, CultureInfo.CurrentCulture);

    private static bool IsNamed(Account account, string text) =>
        SearchText.Holds(account.Name, text)
        || SearchText.Holds(account.BankName, text)
        || string.Equals(account.LastFour, text.TrimStart('•', '*', 'x', ' '), StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string name, string text) => name.StartsWith(text, StringComparison.CurrentCultureIgnoreCase);

    private static bool Same(string text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
