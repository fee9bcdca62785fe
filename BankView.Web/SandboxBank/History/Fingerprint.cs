using System.Security.Cryptography;
using System.Text;

namespace BankView.Web.SandboxBank.History;

/// <summary>Short names that follow from a text, the same on every machine and after every start.</summary>
internal static class Fingerprint
{
    /// <summary>20 hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10));
}
