using System.Collections.Frozen;

namespace BankView.Data.Users;

/// <summary>Why a password is refused.</summary>
public enum PasswordFault
{
    None,
    TooShort,
    TooLong,
    IsUserName,
    TooCommon,
}

/// <summary>
/// Length alone makes a password strong, so there are no rules about kinds of characters (NIST SP 800-63B-4, section 3.1.1.2);
/// refused is only what a guesser tries first.
/// </summary>
public static class PasswordRules
{
    public const int Least = 15;
    public const int Most = 256;

    private const int FewestDifferentLetters = 5;

    private static readonly FrozenSet<string> Common = EmbeddedList.ReadLines("common-passphrases.csv").Select(Bare).ToFrozenSet();

    public static PasswordFault Check(string? userName, string password) => password switch
    {
        { Length: < Least } => PasswordFault.TooShort,
        { Length: > Most } => PasswordFault.TooLong,
        _ when IsMadeOf(Bare(userName ?? ""), Bare(password)) => PasswordFault.IsUserName,
        _ when IsCommon(Bare(password)) => PasswordFault.TooCommon,
        _ => PasswordFault.None,
    };

    // Also twice in a row, or with a few characters added.
    private static bool IsMadeOf(string name, string password) =>
        name.Length > 1 && password.Replace(name, "", StringComparison.Ordinal).Length < Least / 3
        && password.Contains(name, StringComparison.Ordinal);

    private static bool IsCommon(string password) =>
        password.Distinct().Count() < FewestDifferentLetters || Common.Contains(password);

    // Blanks, case and marks do not make a well-known sentence a secret.
    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
