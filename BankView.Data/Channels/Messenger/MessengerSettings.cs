using System.Security.Cryptography;
using System.Text;
using BankView.Data.Egress;

namespace BankView.Data.Channels.Messenger;

/// <summary>A Facebook page and the app that speaks for it; the administrator's configuration <c>Messenger</c>.</summary>
public sealed record MessengerSettings
{
    private const string AnyLanguage = "en";

    public string PageId { get; init; } = "";

    /// <summary>What stands behind <c>m.me/</c>; the page's id where it has no name.</summary>
    public string PageName { get; init; } = "";

    public string PageToken { get; init; } = "";

    public string AppSecret { get; init; } = "";

    /// <summary>What the platform shows when the webhook is set up; chosen by the administrator.</summary>
    public string VerifyToken { get; init; } = "";

    public string ApiVersion { get; init; } = "v25.0";

    /// <summary>A host, which is asked by https; or scheme, host and port.</summary>
    public string ApiHost { get; init; } = "graph.facebook.com";

    /// <summary>
    /// The approved utility template for messages outside of the 24 hours, whose body has one text parameter: the message. Empty for none.
    /// </summary>
    public string Template { get; init; } = "";

    /// <summary>The languages the template was approved in, as the platform writes them: <c>en_US</c>, <c>de</c>.</summary>
    public IReadOnlyList<string> TemplateLanguages { get; init; } = [];

    public bool IsConfigured => PageId.Length > 0 && PageToken.Length > 0 && AppSecret.Length > 0 && VerifyToken.Length > 0;

    internal Uri Api => new(ApiHost.Contains("://", StringComparison.Ordinal) ? ApiHost : $"https://{ApiHost}");

    /// <summary>Proves that whoever holds the token holds the app's secret as well: a token that got lost is no use alone.</summary>
    internal string AppSecretProof => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), Encoding.UTF8.GetBytes(PageToken)));

    /// <summary>Where a person opens the chat; it brings <paramref name="reference"/> along (letters, digits, "-", "_" and "=").</summary>
    public string ChatAddress(string reference) => $"https://m.me/{(PageName.Length > 0 ? PageName : PageId)}?ref={reference}";

    /// <summary>The template's language nearest to a culture's.</summary>
    internal string TemplateLanguage(string culture)
    {
        var wanted = culture.Replace('-', '_');
        return TemplateLanguages.FirstOrDefault(name => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase))
            ?? TemplateLanguages.FirstOrDefault(name => string.Equals(name.Split('_')[0], wanted.Split('_')[0], StringComparison.OrdinalIgnoreCase))
            ?? (TemplateLanguages is [var first, ..] ? first : AnyLanguage);
    }

    internal EgressCall Call(string what, UserId? userId) =>
        new() { UserId = userId, What = what, Hosts = new HashSet<string>(StringComparer.Ordinal) { EgressCall.HostOf(Api) } };
}
