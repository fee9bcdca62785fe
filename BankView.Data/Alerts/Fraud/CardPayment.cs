using BankView.Data.Sealing;

namespace BankView.Data.Alerts.Fraud;

/// <summary>What the engine knows of one payment of a card.</summary>
public readonly record struct CardPayment
{
    public required BankTime OccurredAt { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>: + spent, − returned.</summary>
    public required long SpentMinor { get; init; }

    public required Currency Currency { get; init; }

    public required Tag Merchant { get; init; }

    /// <summary>Where it was paid (ISO 3166 alpha-2), where the bank tells.</summary>
    public string? Country { get; init; }

    /// <summary>True where the bank itself marked the payment as suspected fraud.</summary>
    public bool HasBankNotice { get; init; }

    /// <summary>Of a stored transaction, whose amount is + in and − out.</summary>
    public static CardPayment Of(BankTime occurredAt, Money amount, Tag merchant) => new()
    {
        OccurredAt = occurredAt,
        // The one amount that has no opposite loses its last minor unit.
        SpentMinor = -Math.Max(amount.MinorUnits, -long.MaxValue),
        Currency = amount.Currency,
        Merchant = merchant,
    };
}
