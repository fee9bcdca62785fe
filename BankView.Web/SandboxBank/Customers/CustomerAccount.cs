using System.Globalization;
using BankView.Data;
using BankView.Web.SandboxBank.History;

namespace BankView.Web.SandboxBank.Customers;

/// <summary>An account of a customer's. Its id and number follow from customer and form, so they are the same after every start.</summary>
public sealed record CustomerAccount
{
    public required string Id { get; init; }

    public required AccountForm Form { get; init; }

    public required string Name { get; init; }

    public required string LastFour { get; init; }

    /// <summary>What stood on it when the history begins.</summary>
    public required Money Opening { get; init; }

    /// <summary>Of a card.</summary>
    public Money? Limit { get; init; }

    public Currency Currency => Opening.Currency;

    public bool IsCard => Limit is not null;

    public static CustomerAccount Of(string customer, AccountForm form, string name, string currency, long opening, long? limit = null)
    {
        var (dice, unit) = (new Dice($"number|{customer}|{form}"), Currency.Parse(currency));
        return new()
        {
            Id = Fingerprint.Of($"account|{customer}|{form}"),
            Form = form,
            Name = name,
            LastFour = dice.Between(1000, 9999).ToString(CultureInfo.InvariantCulture),
            Opening = new Money(opening, unit),
            Limit = limit is { } most ? new Money(most, unit) : null,
        };
    }
}
