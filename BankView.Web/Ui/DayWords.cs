using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Ui;

/// <summary>Days as people say them, in the reader's language.</summary>
internal static class DayWords
{
    /// <summary>"Today", "Yesterday", "Mon 3 Nov", or with its year when that is not this year.</summary>
    public static string Spoken(DateOnly day, DateOnly today, IStringLocalizer<UiTexts> texts) => (today.DayNumber - day.DayNumber) switch
    {
        0 => texts["Today"],
        1 => texts["Yesterday"],
        -1 => texts["Tomorrow"],
        _ => day.ToString(texts[day.Year == today.Year ? "DayPattern" : "DayPatternWithYear"], CultureInfo.CurrentCulture),
    };

    /// <summary>"3 Nov", with its year when that is not this year.</summary>
    public static string Short(DateOnly day, DateOnly today, IStringLocalizer<UiTexts> texts) =>
        day.ToString(texts[day.Year == today.Year ? "DateShort" : "DateShortWithYear"], CultureInfo.CurrentCulture);

    /// <summary>The whole date, for a title: "Monday, 3 November 2025".</summary>
    public static string Exact(DateOnly day) => day.ToString("D", CultureInfo.CurrentCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
