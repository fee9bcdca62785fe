namespace BankView.Web.Shell;

/// <summary>
/// How this browser wants pages to look, from its cookies, so that the first byte of a page already says so and nothing flashes.
/// The switches themselves are wwwroot/shell.js.
/// </summary>
internal sealed record Appearance(string? Theme, bool HidesAmounts)
{
    public const string ThemeCookie = "bankview-theme";
    public const string HideAmountsCookie = "bankview-hide-amounts";

    /// <summary><see cref="Theme"/> is null where the system decides.</summary>
    public static Appearance Of(IRequestCookieCollection cookies) =>
        new(cookies[ThemeCookie] is "light" or "dark" ? cookies[ThemeCookie] : null, cookies[HideAmountsCookie] is "1");
}
