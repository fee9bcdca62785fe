namespace BankView.Web.Shell;

/// <summary>Addresses of this site alone: a link to sign in must not lead to somebody else's page afterwards.</summary>
internal static class LocalAddress
{
    /// <summary><paramref name="address"/> when it is a path of this site, else <paramref name="otherwise"/>.</summary>
    public static string Or(string? address, string otherwise = Urls.Overview) => IsLocal(address) ? address! : otherwise;

    // Browsers read "//host" and "/\host" as another host, and skip control characters before they look.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && !address.Contains('\\', StringComparison.Ordinal);
}
