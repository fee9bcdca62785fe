using System.Buffers;

namespace BankView.Data.Transactions;

/// <summary>
/// A careful guess of the category from the text of a row without a merchant category code: only words that hardly mean anything
/// else, in English, German, Dutch, French and Czech. Everything else is <see cref="Category.Other"/>.
/// </summary>
public static class CategoryWords
{
    private static readonly (Category Category, bool? MoneyIn, string[] Words)[] Table =
    [
        (Category.Cash, null,
            ["ATM", "cash withdrawal", "withdrawal in cash", "Bankomat", "Geldautomat", "geldautomaat", "Geldausgabeautomat", "retrait dab", "výběr hotovosti"]),
        (Category.Income, true, ["payroll", "salary", "wages", "Gehalt", "Lohn", "salaris", "salaire", "mzda", "interest credited", "Habenzinsen"]),
        (Category.Fees, false,
            ["overdraft fee", "service fee", "monthly fee", "account fee", "foreign transaction fee", "late fee", "Kontoführung", "Entgelt",
             "bankkosten", "frais bancaires", "poplatek", "payment for statement", "sanction interest"]),
        (Category.Housing, false, ["rent", "Miete", "huur", "loyer", "mortgage", "nájem"]),
        (Category.Insurance, false, ["insurance", "Versicherung", "verzekering", "assurance", "pojištění"]),
        (Category.Taxes, false, ["Kapitalertragsteuer", "Finanzamt", "IRS", "Belastingdienst", "income tax"]),
    ];

    private static readonly SearchValues<string> AnyWord =
        SearchValues.Create([.. Table.SelectMany(row => row.Words)], StringComparison.OrdinalIgnoreCase);

    /// <summary><paramref name="isMoneyIn"/> keeps rent received from being called an expense.</summary>
    public static Category Guess(string name, string? memo, bool isMoneyIn)
    {
        var guess = Guess(name, isMoneyIn);
        return guess == Category.Other ? Guess(memo, isMoneyIn) : guess;
    }

    private static Category Guess(ReadOnlySpan<char> text, bool isMoneyIn)
    {
        if (!text.ContainsAny(AnyWord))
        {
            return Category.Other;
        }

        foreach (var (category, moneyIn, words) in Table)
        {
            foreach (var word in words)
            {
                if ((moneyIn is null || moneyIn == isMoneyIn) && HasWord(text, word))
                {
                    return category;
                }
            }
        }

        return Category.Other;
    }

    /// <summary>As a word of its own: "rent", not "parent" or "rental".</summary>
    private static bool HasWord(ReadOnlySpan<char> text, string word)
    {
        for (var from = 0; from < text.Length;)
        {
            var found = text[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            var (start, end) = (from + found, from + found + word.Length);
            if ((start == 0 || !char.IsLetter(text[start - 1])) && (end >= text.Length || !char.IsLetter(text[end])))
            {
                return true;
            }

            from = start + 1;
        }

        return false;
    }
}
