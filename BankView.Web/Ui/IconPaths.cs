namespace BankView.Web.Ui;

/// <summary>The strokes of each icon on a grid of 24 by 24, in the path language of SVG.</summary>
internal static class IconPaths
{
    private const string Lens = "M2.5 12C4.5 8 8 5.5 12 5.5s7.5 2.5 9.5 6.5c-2 4-5.5 6.5-9.5 6.5S4.5 16 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 1 0 0 6";

    public static string Of(IconName name) => name switch
    {
        IconName.Overview => "M4 5h7v6H4zM13 5h7v4h-7zM13 11h7v8h-7zM4 13h7v6H4z",
        IconName.Activity => "M7 4v15m0 0-3-3m3 3 3-3M17 20V5m0 0-3 3m3-3 3 3",
        IconName.Import => "M12 4v11m0 0-4-4m4 4 4-4M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3",
        IconName.Bank => "M4 10l8-6 8 6zM5 20h14M7 10v7m5-7v7m5-7v7",
        IconName.Settings => "M4 7h8m6 0h2M12 7a3 3 0 1 0 6 0 3 3 0 1 0-6 0M4 17h2m6 0h8M6 17a3 3 0 1 0 6 0 3 3 0 1 0-6 0",
        IconName.Admin => "M12 3L5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6z",
        IconName.Person => "M12 12a4 4 0 1 0 0-8 4 4 0 1 0 0 8M4.5 20c1-3.5 4-5 7.5-5s6.5 1.5 7.5 5",
        IconName.SignOut => "M14 8V5a1 1 0 0 0-1-1H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1v-3M10 12h11m0 0-3-3m3 3-3 3",
        IconName.Eye => Lens,
        IconName.EyeOff => Lens + "M4 4l16 16",
        IconName.Display => "M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16M12 4v16M12 8h6.5M12 12h8M12 16h6.5",
        IconName.Info => "M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M12 11v5M12 8v.01",
        IconName.Attention => "M12 4L2.5 20h19zM12 10v5M12 17.5v.01",
        IconName.Danger => "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 8v5M12 16v.01",
        IconName.Done => "M5 12.5l5 5L19 7",
        IconName.Search => "M11 18a7 7 0 1 0 0-14 7 7 0 1 0 0 14M16 16l4.5 4.5",
        IconName.Card => "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1M3 10h18M7 15h3",
        IconName.Alert => "M12 4a6 6 0 0 0-6 6v4l-2 3h16l-2-3v-4a6 6 0 0 0-6-6M10 20a2 2 0 0 0 4 0",
        IconName.Next => "M9 5l7 7-7 7",
        IconName.Back => "M15 5l-7 7 7 7",
        IconName.Close => "M6 6l12 12M18 6L6 18",
        IconName.Filter => "M4 7h16M7 12h10M10 17h4",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such icon."),
    };
}
