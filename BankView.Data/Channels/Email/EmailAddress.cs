using System.Globalization;
using System.Text.RegularExpressions;

namespace BankView.Data.Channels.Email;

/// <summary>
/// One mailbox in the form in which it is written to: no name beside it, no list, nothing that could end a line of a header or of SMTP.
/// Quoted names and addresses without a domain are left out, although RFC 5321 knows them: nobody's mailbox has one.
/// </summary>
public sealed partial record EmailAddress
{
    /// <summary>RFC 5321, 4.5.3.1.3: a path of 256 octets, less its brackets.</summary>
    public const int Longest = 254;

    private const int LongestLocal = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    public string Local { get; }

    /// <summary>Small letters, in ASCII (RFC 5891).</summary>
    public string Domain { get; }

    /// <summary>Null for what is no mailbox.</summary>
    public static EmailAddress? Parse(string? text)
    {
        var trimmed = (text ?? "").Trim(' ');
        var at = trimmed.LastIndexOf('@');
        if (trimmed.Length > Longest || at is < 1 or > LongestLocal || !LocalPart().IsMatch(trimmed[..at]) || Ascii(trimmed[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        return at + 1 + domain.Length <= Longest ? new EmailAddress(trimmed[..at], domain) : null;
    }

    public override string ToString() => $"{Local}@{Domain}";

    private static string? Ascii(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return DomainName().IsMatch(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            // Says that it is no name of a domain; there is no way to ask before.
            return null;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DomainName();
}
