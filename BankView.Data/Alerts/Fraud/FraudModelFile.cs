using System.Globalization;

namespace BankView.Data.Alerts.Fraud;

/// <summary>
/// A model as text: <c>signal,from,contribution</c>, a row a step in ascending order; <c>from</c> may be <c>absent</c>. Rows named
/// <c>Base</c> and <c>Alert</c> hold one number each. Lines with # are for people.
/// </summary>
internal static class FraudModelFile
{
    private const string AbsentWord = "absent";

    public static FraudModel ReadShipped() => Read(EmbeddedList.ReadLines("fraud-model.csv"));

    /// <param name="lines">Without the header.</param>
    /// <exception cref="FormatException">A row that is none of these.</exception>
    public static FraudModel Read(IEnumerable<string> lines)
    {
        var rows = lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(',')).ToLookup(cells => cells[0], StringComparer.Ordinal);
        return new FraudModel(Number(rows["Base"].Single()[2]), Number(rows["Alert"].Single()[2]),
            [.. Enum.GetNames<Signal>().Select(name => ReadTable([.. rows[name]]))]);
    }

    public static IEnumerable<string> Write(FraudModel model)
    {
        yield return "signal,from,contribution";
        yield return $"Base,,{Text(model.Base)}";
        yield return $"Alert,,{Text(model.AlertFrom)}";
        foreach (var signal in Enum.GetValues<Signal>())
        {
            var table = model.Tables[(int)signal];
            if (table is { Absent: 0, Contributions: [0] })
            {
                continue;
            }

            for (var i = 0; i < table.From.Length; i++)
            {
                yield return $"{signal},{Text(table.From[i])},{Text(table.Contributions[i])}";
            }

            if (table.Absent != 0)
            {
                yield return $"{signal},{AbsentWord},{Text(table.Absent)}";
            }
        }
    }

    private static SignalTable ReadTable(string[][] rows)
    {
        string[][] steps = [.. rows.Where(cells => cells[1] is not AbsentWord)];
        return new SignalTable
        {
            Absent = rows.Where(cells => cells[1] is AbsentWord).Select(cells => Number(cells[2])).SingleOrDefault(),
            From = [.. steps.Select(cells => Number(cells[1]))],
            Contributions = [.. steps.Select(cells => Number(cells[2]))],
        };
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
