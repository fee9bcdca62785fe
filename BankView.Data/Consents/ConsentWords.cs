using System.Security.Cryptography;
using System.Text;

namespace BankView.Data.Consents;

/// <summary>
/// Words that members agree to on pages of their own. A consent keeps them, and their hash. Members who read another language are
/// shown a translation of these.
/// </summary>
public static class ConsentWords
{
    /// <summary>For history that a member keeps after its link has ended: a consent of its own, without a bank and without an end.</summary>
    public const string KeptHistory = "The link to the bank has ended. BankView keeps the accounts, balances and transactions it already has "
        + "from it, and shows them to me. It reads nothing new, looks for no signs of fraud in them, uses them for nothing else and gives "
        + "them to nobody. I can erase them at any time.";

    /// <summary>For a consent that goes on: its accounts, data and purposes stay as they are, and stand beside these words.</summary>
    public const string Renewal = "BankView may go on reading the accounts and data listed with these words, for the purposes listed with "
        + "them and no other, until the day listed with them. It uses nothing of it for advertising and gives it to nobody. I can take away "
        + "an account, a kind of data or a purpose, or revoke all of it, at any time; BankView then also takes its access back at the bank.";

    /// <summary>SHA-256 of the words, in hexadecimal.</summary>
    public static string Hash(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
}
