namespace BankView.Data.Statements;

/// <summary>The largest amount or balance that is read as one.</summary>
internal static class LargestAmount
{
    /// <summary>
    /// Ten million million dollars, in cents: what is beyond that is a reference in the wrong place, and a day of such rows could not be
    /// added up in 64 bits.
    /// </summary>
    public const long MinorUnits = 1_000_000_000_000_000;
}
