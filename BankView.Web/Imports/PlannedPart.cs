using BankView.Data.Imports;
using BankView.Data.Statements;

namespace BankView.Web.Imports;

/// <summary>One account's part of a file, where the member wants it to go, and what it would bring.</summary>
public sealed class PlannedPart
{
    public const int LongestName = 80;

    public required DraftFile File { get; init; }

    public required StatementPart Statement { get; init; }

    /// <summary>Null for a new account.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>The account that it was put to because its rows are there; null when something better told.</summary>
    public AccountProposal? Proposal { get; init; }

    public string BankName { get; set; } = "";

    public string AccountName { get; set; } = "";

    public bool LeaveOutLookAlikes { get; set; }

    /// <summary>Null until it was counted.</summary>
    public PartPreview? Preview { get; set; }

    public bool IsNewAccount => AccountId is null;

    /// <summary>True while it is put where it was proposed to.</summary>
    public bool IsProposed => Proposal is not null && Proposal.AccountId == AccountId;

    /// <summary>A new account has a bank and a name.</summary>
    public bool IsNamed => !IsNewAccount || (IsName(BankName) && IsName(AccountName));

    /// <summary>How many rows an import would store.</summary>
    public int RowsToStore => Preview is null ? 0 : Preview.NewRows - (LeaveOutLookAlikes ? Preview.LookAlikes : 0);

    public ImportPart ToImport() => new()
    {
        FileName = File.Name,
        Format = File.Statement.Format,
        Statement = Statement,
        AccountId = AccountId,
        BankName = BankName.Trim(),
        AccountName = AccountName.Trim(),
        LeaveOutLookAlikes = LeaveOutLookAlikes,
    };

    private static bool IsName(string text) => text.Trim().Length is > 0 and <= LongestName;
}
