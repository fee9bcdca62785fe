namespace BankView.Data.Statements;

/// <summary>The formats a statement file can have.</summary>
public enum StatementFormat
{
    Unknown,
    Ofx,
    Csv,
}

/// <summary>
/// What a reader found in one file: accounts with their rows, what could not be read, and warnings; or, when nothing can be
/// brought in, the one reason why. Nothing is stored yet, and nothing here leaves memory.
/// </summary>
public sealed record StatementFile
{
    public required StatementFormat Format { get; init; }

    /// <summary>The web name of the encoding the text was really in ("utf-8", "windows-1252"), whatever its header said.</summary>
    public required string Encoding { get; init; }

    public IReadOnlyList<StatementPart> Parts { get; init; } = [];

    /// <summary>Rows that could not be read, in file order: each stays out, and the preview lists each.</summary>
    public IReadOnlyList<StatementProblem> Unreadable { get; init; } = [];

    /// <summary>Set when the file brings nothing in; then <see cref="Parts"/> is empty.</summary>
    public StatementRefusal? Refusal { get; init; }

    public static StatementFile Refused(StatementFormat format, string encoding, RefusalReason reason, string? detail = null) =>
        new() { Format = format, Encoding = encoding, Refusal = new StatementRefusal(reason, detail) };
}

/// <summary>Why a whole file was refused. Pages turn it into a sentence.</summary>
public enum RefusalReason
{
    Empty,
    TooLarge,
    NotAStatement,
    InvestmentsOnly,
    BankReportedError,
    NoAccounts,
    Damaged,
}

/// <summary>A refusal; <paramref name="Detail"/> is the bank's own code and text, cleaned, where it gave one.</summary>
public sealed record StatementRefusal(RefusalReason Reason, string? Detail);

/// <summary>Why one row or balance could not be read. Pages turn it into a sentence.</summary>
public enum ProblemReason
{
    DateMissing,
    DateUnreadable,
    AmountMissing,
    AmountUnreadable,
    TooManyDecimals,
    CurrencyUnknown,
    BalanceUnreadable,
    DirectionUnreadable,
    TooFewColumns,
    Declined,

    /// <summary>The file ends in the middle of the row.</summary>
    CutOff,
}

/// <summary>One thing that could not be read: the 1-based line in the file, why, and the offending cell (at most 60 characters).</summary>
public sealed record StatementProblem(int Line, ProblemReason Reason, string? Excerpt);
