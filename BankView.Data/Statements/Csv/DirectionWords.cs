namespace BankView.Data.Statements.Csv;

/// <summary>The words by which banks say that money came in or went out.</summary>
public static class DirectionWords
{
    public static readonly IReadOnlyList<string> In =
        ["credit", "cr", "crdt", "cdt", "c", "haben", "h", "gutschrift", "eingang", "bij", "deposit", "in", "+", "příjem", "prijem", "kredit", "entrée"];

    public static readonly IReadOnlyList<string> Out =
    [
        "debit", "dr", "dbit", "dbt", "d", "soll", "s", "lastschrift", "ausgang", "af", "withdrawal", "out", "-", "výdaj", "vydaj", "výběr",
        "vyber", "debet", "payment", "sortie",
    ];

    /// <summary>Whether the cell is one of the words, or begins with one and goes on after a blank.</summary>
    public static bool Matches(ReadOnlySpan<char> cell, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (cell.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (cell.Length == word.Length || cell[word.Length] == ' '))
            {
                return true;
            }
        }

        return false;
    }
}
