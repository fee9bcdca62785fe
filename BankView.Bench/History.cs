using System.Globalization;
using System.Text;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;

namespace BankView.Bench;

/// <summary>
/// A believable made-up history, always the same for the same seed: a few merchants take most of the rows, most are seen now and
/// then, two accounts of which one is a card.
/// </summary>
internal sealed class History
{
    private static readonly Currency Dollar = Currency.Parse("USD");
    private static readonly DateTimeOffset Newest = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    private static readonly string[] First =
        ["Corner", "Harbour", "Green", "Old Town", "Silver", "Juniper", "Copper", "Maple", "North", "River", "Sunny", "Blue", "Lantern", "Willow", "Quarry"];

    private static readonly string[] Second =
        ["Bakery", "Books", "Grocers", "Pharmacy", "Coffee", "Hardware", "Cinema", "Garden", "Bikes", "Noodles", "Cleaners", "Music", "Toys", "Florist", "Diner", "Fuel"];

    private readonly Random _random;
    private readonly string[] _merchants;
    private readonly TimeSpan _step;

    public History(int seed, int rows, int merchants)
    {
        // The same history in every run is the point; nothing here is a secret.
#pragma warning disable CA5394
        _random = new Random(seed);
#pragma warning restore CA5394
        Rows = rows;
        _merchants = [.. Enumerable.Range(0, merchants).Select(Name)];
        // Long histories are denser and longer: 2,000 rows in a year, a million in twenty.
        _step = TimeSpan.FromDays(365 * Math.Min(20, Math.Max(1, rows / 10_000.0))) / rows;
    }

    public int Rows { get; }

    /// <summary>The rows from <paramref name="from"/> to <paramref name="to"/>, newest first, of both accounts.</summary>
    public IEnumerable<StatementPart> Parts(int from, int to)
    {
        var rows = Enumerable.Range(from, to - from).Select(Row).ToLookup(row => row.IsCard);
        yield return Part(AccountKind.CreditCard, "4000123412341234", [.. rows[true]]);
        yield return Part(AccountKind.Checking, "000987654321", [.. rows[false]]);
    }

    /// <summary>The same rows as a bank's CSV export.</summary>
    public byte[] ToCsv()
    {
        var csv = new StringBuilder("Date,Description,Details,Amount,Card\n");
        for (var i = 0; i < Rows; i++)
        {
            var row = Row(i);
            csv.Append(CultureInfo.InvariantCulture,
                $"{row.OccurredAt.At:yyyy-MM-dd HH:mm:ss},{row.Name},{row.Memo},{row.Amount.ToDecimal()},{(row.IsCard ? "*1234" : "")}\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string Name(int index) =>
        $"{First[index % First.Length]} {Second[index / First.Length % Second.Length]}{Branch(index / (First.Length * Second.Length))}";

    private static string Branch(int number) => number == 0 ? "" : $" {(char)('A' + (number % 26))}{(char)('a' + (number / 26))}lington";

    private static StatementPart Part(AccountKind kind, string number, StatementRow[] rows) => new()
    {
        Account = new StatementAccount { BankId = "000000000", Number = number, Kind = kind, Currency = Dollar },
        Rows = rows,
        Current = new StatementBalance(new Money(123_456, Dollar), BankTime.AtInstant(Newest)),
    };

#pragma warning disable CA5394
    private StatementRow Row(int index)
    {
        // Squaring favours the first merchants as life does: a fifth of them take half of the rows.
        var at = _random.NextDouble();
        var isCard = _random.Next(10) < 7;
        return new StatementRow
        {
            Line = index + 2,
            OccurredAt = BankTime.AtInstant(Newest - (_step * index)),
            Amount = new Money(_random.Next(20) == 0 ? _random.Next(10_000, 400_000) : -_random.Next(100, 20_000), Dollar),
            Name = _merchants[(int)(at * at * _merchants.Length)],
            Memo = $"Reference {_random.Next(1_000_000_000):D9} terminal {_random.Next(10_000):D4}",
            IsCard = isCard,
            CardLastFour = isCard ? "1234" : null,
        };
    }
#pragma warning restore CA5394
}
