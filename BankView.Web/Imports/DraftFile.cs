using BankView.Data.Statements;
using BankView.Data.Statements.Csv;

namespace BankView.Web.Imports;

/// <summary>A file that a member dropped, as far as it is understood. It lives in the circuit's memory until it is brought in or put away.</summary>
public sealed record DraftFile
{
    public required string Name { get; init; }

    public required StatementFile Statement { get; init; }

    /// <summary>How a CSV is read; null for other formats.</summary>
    public CsvDraft? Csv { get; init; }

    /// <summary>A CSV that nobody has looked at yet: the mapping is a guess.</summary>
    public bool NeedsMapping => Csv is { IsConfirmed: false };
}

/// <summary>A CSV's text and the mapping it is read by, a guess until the member confirms it or a remembered one fits.</summary>
public sealed record CsvDraft
{
    public required StatementText Text { get; init; }

    public required CsvShape Shape { get; init; }

    public required CsvMapping Mapping { get; init; }

    public bool IsConfirmed { get; init; }

    /// <summary>The account that files with this header went to before.</summary>
    public Guid? AccountId { get; init; }
}
