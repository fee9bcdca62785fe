using MudBlazor;

namespace BankView.Web.Shell;

/// <summary>
/// MudBlazor in the house's clothes. Its colours are only the light fall-back: app.css points MudBlazor's colour variables at
/// the design tokens, so that light and dark change by CSS alone, without a flash and without asking the circuit.
/// </summary>
internal static class Theme
{
    private static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"];

    public static readonly MudTheme BankView = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0B6E6E",
            Secondary = "#5A6876",
            Background = "#F6F7F9",
            Surface = "#FFFFFF",
            AppbarBackground = "#FFFFFF",
            AppbarText = "#14202B",
            TextPrimary = "#14202B",
            TextSecondary = "#5A6876",
            LinesDefault = "#E3E7EC",
            Success = "#1B7F4B",
            Warning = "#B25E00",
            Error = "#B3261E",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontSize = "1rem", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
