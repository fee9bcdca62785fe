using System.Globalization;
using BankView.Data.BankLinks;
using BankView.Data.Database;
using BankView.Data.Sealing;

namespace BankView.Data.Alerts;

/// <summary>What an alert tells, sealed in one blob. Later versions add fields at the end: what an earlier one did not write is null.</summary>
internal sealed record AlertDetails
{
    private const int Fields = 12;

    public string? Merchant { get; init; }

    /// <summary>Of a payment, or a balance.</summary>
    public Money? Amount { get; init; }

    /// <summary>When the payment was, or as of when the balance.</summary>
    public BankTime? At { get; init; }

    public string? CardLastFour { get; init; }

    public IReadOnlyList<AlertEvidence> Evidence { get; init; } = [];

    public Money? Threshold { get; init; }

    public bool IsAvailable { get; init; }

    public LinkHealth? LinkState { get; init; }

    public DateOnly? Month { get; init; }

    public QuietReason? QuietBecause { get; init; }

    public byte[] Seal(MemberKey key, Guid id) => key.Seal(
        AlertStore.Details, id, Merchant, Minor(Amount), (Amount ?? Threshold)?.Currency.Code,
        At is { } at ? Instant.ToText(at.At) : null, At is { HasTime: true } ? "time" : null, CardLastFour,
        string.Join('\n', Evidence.Select(one => one.ToText())), Minor(Threshold), IsAvailable ? "available" : null,
        LinkState?.ToString(), Month is { } month ? Instant.ToText(month) : null, QuietBecause?.ToString());

    public static AlertDetails Open(MemberKey key, Guid id, byte[] blob)
    {
        var fields = key.Open(AlertStore.Details, id, blob, Fields);
        Currency? currency = fields[2] is { } code ? Currency.Parse(code) : null;
        return new AlertDetails
        {
            Merchant = fields[0],
            Amount = Amount(fields[1]),
            At = fields[3] is { } at ? new BankTime(Instant.Parse(at), fields[4] is not null) : null,
            CardLastFour = fields[5],
            Evidence = [.. fields[6]!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(AlertEvidence.Parse).OfType<AlertEvidence>()],
            Threshold = Amount(fields[7]),
            IsAvailable = fields[8] is not null,
            LinkState = fields[9] is { } state ? Enum.Parse<LinkHealth>(state) : null,
            Month = fields[10] is { } month ? Instant.ParseDay(month) : null,
            QuietBecause = fields[11] is { } reason ? Enum.Parse<QuietReason>(reason) : null,
        };

        Money? Amount(string? minor) => minor is null ? null : new Money(long.Parse(minor, CultureInfo.InvariantCulture), currency!.Value);
    }

    private static string? Minor(Money? money) => money?.MinorUnits.ToString(CultureInfo.InvariantCulture);
}
