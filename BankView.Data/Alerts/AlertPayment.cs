using BankView.Data.Sealing;

namespace BankView.Data.Alerts;

/// <summary>The payment, or deposit, that an alert is about, as it was when the alert was raised.</summary>
public sealed record AlertPayment
{
    public required Guid TransactionId { get; init; }

    /// <summary>False when the bank took its row back since.</summary>
    public required bool IsStored { get; init; }

    public required string Merchant { get; init; }

    public required Tag MerchantTag { get; init; }

    /// <summary>− for money out.</summary>
    public required Money Amount { get; init; }

    public required BankTime OccurredAt { get; init; }

    public required string? CardLastFour { get; init; }
}

/// <summary>A balance that is low, as the bank stated it.</summary>
public sealed record AlertBalance
{
    public required Money Amount { get; init; }

    /// <summary>True for what can be spent (of a card: the credit that is left), false for what is booked.</summary>
    public required bool IsAvailable { get; init; }

    public required BankTime AsOf { get; init; }
}
