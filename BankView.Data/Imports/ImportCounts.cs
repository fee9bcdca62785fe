namespace BankView.Data.Imports;

/// <summary>What became of the rows of an import so far, told to whoever waits for it.</summary>
internal sealed class ImportCounts(int total, IProgress<ImportProgress>? progress)
{
    public int New { get; private set; }

    public int Known { get; private set; }

    public int LeftOut { get; private set; }

    /// <summary>Counts a row that was compared with those already there; true when it is to be stored.</summary>
    public bool TakesIn(RowMatch match, bool leavesOutLookAlikes)
    {
        var (isKnown, isLeftOut) = (match is RowMatch.Known, match is RowMatch.LookAlike && leavesOutLookAlikes);
        Known += isKnown ? 1 : 0;
        LeftOut += isLeftOut ? 1 : 0;
        return !isKnown && !isLeftOut;
    }

    public void Stored(int rows)
    {
        New += rows;
        progress?.Report(new ImportProgress(New + Known + LeftOut, total));
    }
}
