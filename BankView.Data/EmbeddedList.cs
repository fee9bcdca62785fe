namespace BankView.Data;

/// <summary>The small public tables (currencies, merchant categories) that are built into the assembly.</summary>
internal static class EmbeddedList
{
    /// <summary>The lines of <c>Lists/{name}</c> without its header.</summary>
    public static IEnumerable<string> ReadLines(string name)
    {
        using var stream = typeof(EmbeddedList).Assembly.GetManifestResourceStream($"BankView.Data.Lists.{name}")
            ?? throw new InvalidOperationException($"The list {name} is not built in.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
