using System.Globalization;
using BankView.Data;
using BankView.Web.SandboxBank.Customers;

namespace BankView.Web.SandboxBank.History;

/// <summary>
/// A customer's history: a pure function of the customer, the day it begins, the day it ends and what people did at the control page.
/// Later days and later events add to it and change nothing before them.
/// </summary>
public static class CustomerHistory
{
    private const string Bill = "CARD PAYMENT";

    /// <summary>Everything from <paramref name="first"/> to <paramref name="last"/>, both included, oldest first.</summary>
    public static IReadOnlyList<Happening> Build(Customer customer, DateOnly first, DateOnly last, CustomerEvents events)
    {
        var rows = new List<Happening>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var account in customer.Accounts)
            {
                Habits.Live(customer, account.Form, new CustomerDay(customer, account, day, rows));
            }
        }

        rows.AddRange(events.Cards.Select(made => Made(customer, made)));
        rows = [.. rows.Select(row => row.SettlesAt is { } settles ? row with { SettlesAt = events.Settles(row.At, settles) } : row)];
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            PayCards(customer, day, rows);
            EarnInterest(customer, day, rows);
        }

        return [.. rows.OrderBy(row => row.At).ThenBy(row => row.Key, StringComparer.Ordinal)];
    }

    // In full, once a month, so a card never earns interest.
    private static void PayCards(Customer customer, DateOnly day, List<Happening> rows)
    {
        foreach (var card in day.Day == Habits.BillDay ? customer.Accounts.Where(account => account.IsCard) : [])
        {
            var at = new DateTimeOffset(day, new TimeOnly(7, 0), TimeSpan.Zero);
            if (Booked(card, at, rows) is { IsNegative: true } owed)
            {
                rows.Add(Own(customer[AccountForm.Checking], at, RowType.BillPayment, $"{Bill} {card.LastFour}", owed, card.LastFour));
                rows.Add(Own(card, at, RowType.Payment, "PAYMENT RECEIVED, THANK YOU", -owed, ""));
            }
        }
    }

    // 3.6 % a year on what stands there at the month's end: 0.3 % a month, rounded down to the cent.
    private static void EarnInterest(Customer customer, DateOnly day, List<Happening> rows)
    {
        if (day.Day == DateTime.DaysInMonth(day.Year, day.Month))
        {
            var (savings, at) = (customer[AccountForm.Savings], new DateTimeOffset(day, new TimeOnly(23, 0), TimeSpan.Zero));
            var interest = new Money(Booked(savings, at, rows).MinorUnits * 3 / 1000, savings.Currency);
            rows.Add(Own(savings, at, RowType.Interest, "INTEREST PAYMENT", interest, ""));
        }
    }

    private static Money Booked(CustomerAccount account, DateTimeOffset at, List<Happening> rows) =>
        rows.Where(row => row.Account == account && row.PostedBy(at) is not null).Aggregate(account.Opening, (sum, row) => sum + row.Amount);

    private static Happening Own(CustomerAccount account, DateTimeOffset at, RowType type, string description, Money amount, string key) => new()
    {
        Account = account,
        Key = string.Create(CultureInfo.InvariantCulture, $"{account.Id}|{at:yyyy-MM-dd}|{type}{key}"),
        At = at,
        Amount = amount,
        Description = description,
        Type = type,
        Category = type is RowType.Interest ? "Interest" : "Card payment",
    };

    private static Happening Made(Customer customer, CardEvent made)
    {
        var card = customer.FindAccount(made.AccountId) ?? throw new InvalidOperationException("The event is another customer's.");
        var amount = new Money(made.Amount, card.Currency);
        var key = string.Create(CultureInfo.InvariantCulture, $"{card.Id}|event|{made.Id}");
        return new()
        {
            Account = card,
            Key = key,
            At = made.At,
            Amount = amount,
            Held = amount,
            SettlesAt = new DateTimeOffset(made.At.UtcDateTime.Date.AddDays(2).AddHours(6), TimeSpan.Zero),
            TellsReference = new Dice(key).Chance(60),
            Description = made.Merchant,
            Type = amount.IsNegative ? RowType.Purchase : RowType.Credit,
            Category = made.Category,
            IsSuspected = made.IsSuspected,
        };
    }
}
