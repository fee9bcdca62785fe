using System.Net.Http.Headers;
using System.Text;
using BankView.Data.Egress;

namespace BankView.Data.BankLinks.Connectors.SimpleFin;

/// <summary>The two addresses of SimpleFIN: the one a setup token hides, and the one with name and password that it is claimed for.</summary>
internal static class SimpleFinAddress
{
    /// <summary>The claim address in a setup token; null when the text is no token of this server. Line breaks and blanks do not matter.</summary>
    public static Uri? FromToken(string? token, SimpleFinSettings settings, BankHttp http)
    {
        var text = new string([.. (token ?? "").Where(character => !char.IsWhiteSpace(character))]);
        var bytes = new byte[text.Length];
        return text.Length is > 0 and <= 4096
            && Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count)
            && Uri.TryCreate(Encoding.UTF8.GetString(bytes, 0, count), UriKind.Absolute, out var address)
            && http.MayAsk(address) && settings.Hosts.Contains(EgressCall.HostOf(address)) ? address : null;
    }

    /// <summary>The access address as it is sealed; null when it is none of this server with name and password.</summary>
    public static string? ReadAccess(string text, SimpleFinSettings settings, BankHttp http) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.UserInfo.Contains(':', StringComparison.Ordinal)
            && http.MayAsk(WithoutPassword(address)) && settings.Hosts.Contains(EgressCall.HostOf(address)) ? address.AbsoluteUri : null;

    /// <summary>A request below an access address. Name and password go into a header: an address gets written down along the way.</summary>
    public static HttpRequestMessage Ask(string access, string pathAndQuery)
    {
        var address = new Uri(access);
        var request = new HttpRequestMessage(HttpMethod.Get, $"{WithoutPassword(address).AbsoluteUri.TrimEnd('/')}/{pathAndQuery}");
        var pair = string.Join(':', address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    private static Uri WithoutPassword(Uri address) => new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri;
}
