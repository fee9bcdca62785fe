using System.Globalization;

namespace BankView.Web.Ui;

/// <summary>The line through a series of values, in a box of 100 by 32 with a margin for the stroke.</summary>
internal static class SparklinePath
{
    public const int Width = 100;
    public const int Height = 32;
    private const int Margin = 2;

    /// <summary>"x,y x,y …"; a series that never moves, or of one value, is a level line in the middle; none for no value.</summary>
    public static string Of(IReadOnlyList<long> values)
    {
        if (values.Count == 0)
        {
            return "";
        }

        decimal least = values.Min();
        var range = values.Max() - least;
        IReadOnlyList<long> drawn = values.Count == 1 ? [values[0], values[0]] : values;
        return string.Join(' ', drawn.Select((value, index) => Point(
            (decimal)Width * index / (drawn.Count - 1),
            range == 0 ? 0.5m : (value - least) / range)));
    }

    private static string Point(decimal x, decimal share) =>
        string.Create(CultureInfo.InvariantCulture, $"{x:0.##},{Height - Margin - (share * (Height - (2 * Margin))):0.##}");
}
