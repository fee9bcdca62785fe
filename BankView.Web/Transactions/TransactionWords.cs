using BankView.Data.Accounts;
using BankView.Data.Transactions;

namespace BankView.Web.Transactions;

/// <summary>How transactions, categories and accounts are called on pages.</summary>
internal static class TransactionWords
{
    /// <summary>The key of a category's name in <see cref="TransactionTexts"/>.</summary>
    public static string TextKey(this Category category) => $"Category_{category}";

    /// <summary>"Everyday checking ••4407", or the name alone where the number is not known or stands in it already.</summary>
    public static string NameWithDigits(this Account account) =>
        account.LastFour is { } digits && !account.Name.EndsWith(digits, StringComparison.Ordinal) ? $"{account.Name} ••{digits}" : account.Name;
}
