using System.Globalization;
using BankView.Data;
using BankView.Web.SandboxBank.Customers;

namespace BankView.Web.SandboxBank.History;

/// <summary>One account's day being made: the same customer, account and day always give the same rows.</summary>
internal sealed class CustomerDay(Customer customer, CustomerAccount account, DateOnly day, List<Happening> rows)
{
    private int _ordinal;

    public Dice Dice { get; } = new($"day|{customer.Id}|{account.Form}|{day:yyyy-MM-dd}");

    public DateOnly Day => day;

    /// <summary>Posted at once, at that hour.</summary>
    public void Book(int hour, RowType type, string description, string category, long amount) =>
        rows.Add(Make(At(hour, 0), type, description, category, amount));

    /// <summary>
    /// A card payment during the day; it is held for one to three days. <paramref name="held"/>: the amount until then, where it differs.
    /// </summary>
    public void Pay(string merchant, string category, int amount, int? held = null, bool vanishes = false, RowType type = RowType.Purchase)
    {
        var (at, settles) = (At(Dice.Between(12, 23), Dice.Between(0, 3599)), day.AddDays(Dice.Between(1, 3)));
        rows.Add(Make(at, type, merchant, category, -amount) with
        {
            Held = new Money(-(held ?? amount), account.Currency),
            SettlesAt = new DateTimeOffset(settles, new TimeOnly(6, Dice.Between(0, 59)), TimeSpan.Zero),
            Vanishes = vanishes,
            TellsReference = Dice.Chance(60),
        });
    }

    private Happening Make(DateTimeOffset at, RowType type, string description, string category, long amount) => new()
    {
        Account = account,
        Key = string.Create(CultureInfo.InvariantCulture, $"{account.Id}|{day:yyyy-MM-dd}|{_ordinal++}"),
        At = at,
        Amount = new Money(amount, account.Currency),
        Description = description,
        Type = type,
        Category = category,
    };

    private DateTimeOffset At(int hour, int second) => new DateTimeOffset(day, new TimeOnly(hour, 0), TimeSpan.Zero).AddSeconds(second);
}
