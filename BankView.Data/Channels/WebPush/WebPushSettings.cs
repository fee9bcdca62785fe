namespace BankView.Data.Channels.WebPush;

/// <summary>How this installation sends to browsers.</summary>
public sealed record WebPushSettings
{
    /// <summary>
    /// Whom a push service can turn to about what this installation sends: a <c>mailto:</c> or <c>https:</c> address. Null while Web Push
    /// is not configured: some services take no message without it.
    /// </summary>
    public required string? Contact { get; init; }

    public required PushHosts Hosts { get; init; }

    /// <summary>True for what push services take as a contact (RFC 8292 section 2.1).</summary>
    public static bool IsContact(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address is { Scheme: "https", UserInfo: "" } || (address.Scheme is "mailto" && text.Contains('@', StringComparison.Ordinal)));
}
