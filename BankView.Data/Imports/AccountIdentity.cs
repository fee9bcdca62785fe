using System.Security.Cryptography;
using System.Text;
using BankView.Data.Sealing;
using BankView.Data.Statements;

namespace BankView.Data.Imports;

/// <summary>How an account is known again: keyed tags over its bank and number, never the number itself.</summary>
internal readonly record struct AccountIdentity(Tag Whole, Tag Number)
{
    /// <summary>Null for a statement that names no account number.</summary>
    public static AccountIdentity? Of(MemberKey key, StatementAccount statement)
    {
        if (Normalise(statement.Number) is not { Length: > 0 } number)
        {
            return null;
        }

        var currency = statement.Currency.Code;
        return new AccountIdentity(
            key.TagOf("account", $"{Normalise(statement.BankId ?? statement.BankName)}|{number}|{currency}"),
            NumberTag(key, number, statement.Currency));
    }

    /// <summary>The tag under which a number is found, whatever its bank is called.</summary>
    /// <param name="number">In capitals, letters and digits alone (<see cref="Normalise"/>).</param>
    public static Tag NumberTag(MemberKey key, string number, Currency currency) => key.TagOf("account number", $"{number}|{currency.Code}");

    /// <summary>Without a number nothing tells an account from another but its own id.</summary>
    public static Tag WithoutNumber(MemberKey key, Guid accountId) => key.TagOf("account", accountId.ToString("N"));

    /// <summary>The last four letters or digits of a number; fewer when it is shorter than six, so that a part stays hidden.</summary>
    public static string? LastFour(string? number)
    {
        var normal = Normalise(number);
        return normal.Length == 0 ? null : normal[^Math.Min(4, (normal.Length + 1) / 2)..];
    }

    /// <summary>An id for a new account until it has one; equal for parts that end in the same account.</summary>
    public static Guid Provisional(MemberKey key, ImportPart part)
    {
        var account = part.Statement.Account;
        return Of(key, account) is { } identity
            ? IdOf(identity.Whole)
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{part.BankName}|{part.AccountName}|{account.Currency}|{account.Kind}")).AsSpan(0, 16));
    }

    /// <summary>The provisional id of the account with this <see cref="Whole"/> identity.</summary>
    public static Guid IdOf(Tag whole) => new(whole.ToBytes());

    /// <summary>A number without what only parts it for reading; empty for none.</summary>
    public static string Normalise(string? number) =>
        string.Concat((number ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
