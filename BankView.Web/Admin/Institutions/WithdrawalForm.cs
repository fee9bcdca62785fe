using BankView.Data.Administration;

namespace BankView.Web.Admin.Institutions;

/// <summary>What an administrator posts to withdraw an institution.</summary>
internal sealed class WithdrawalForm
{
    public const int MostReason = 500;

    public string? Reason { get; set; }

    /// <summary>True when a term ends what members keep; false when each member decides.</summary>
    public bool Erases { get; set; }

    public int? Days { get; set; } = 90;

    public bool IsUnderstood { get; set; }

    /// <summary>Keys of <see cref="InstitutionTexts"/>.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Reason?.Trim() is { Length: > 0 and <= MostReason } ? (string[])[] : ["ReasonMissing"],
        .. Erases && Days is not (>= 1 and <= Withdrawal.MostDays) ? (string[])["DaysBad"] : [],
        .. IsUnderstood ? (string[])[] : ["UnderstoodMissing"],
    ];

    public Withdrawal ToWithdrawal() => new(Reason!.Trim(), Erases ? Days : null);
}
