using BankView.Web.SandboxBank.Customers;
using BankView.Web.SandboxBank.History;

namespace BankView.Tests.SandboxBank;

public class HistoryTests
{
    private static readonly DateOnly First = new(2024, 9, 1);
    private static readonly DateOnly Today = new(2026, 3, 10);

    public static TheoryData<string> Customers => [.. Customer.All.Select(customer => customer.Id)];

    [Theory, MemberData(nameof(Customers))]
    public void The_same_days_give_the_same_rows_and_later_days_change_none_of_them(string id)
    {
        var customer = Customer.Find(id)!;
        var now = Noon(Today);
        var once = Rows(CustomerHistory.Build(customer, First, Today, CustomerEvents.None), now);
        Assert.Equal(once, Rows(CustomerHistory.Build(customer, First, Today, CustomerEvents.None), now));
        Assert.Equal(once, Rows(CustomerHistory.Build(customer, First, Today.AddDays(400), CustomerEvents.None), now));
    }

    [Theory, MemberData(nameof(Customers))]
    public void A_posted_row_stays_as_it_is_whatever_is_done_later(string id)
    {
        var customer = Customer.Find(id)!;
        var card = customer[AccountForm.DayCard];
        var before = Posted(CustomerHistory.Build(customer, First, Today, CustomerEvents.None), Noon(Today));
        var did = new CustomerEvents([new(1, card.Id, Noon(Today), "PAPER LANE BOOKS", -1_999, "Shopping")], [Noon(Today).AddMinutes(1)]);
        var after = Posted(CustomerHistory.Build(customer, First, Today.AddDays(60), did), Noon(Today).AddDays(60));
        Assert.Subset(after, before);
        Assert.Contains(after, row => row.Contains("PAPER LANE BOOKS", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Customers))]
    public void What_is_pending_posts_under_another_id_or_vanishes_and_nothing_happens_twice(string id)
    {
        var history = CustomerHistory.Build(Customer.Find(id)!, First, Today, CustomerEvents.None);
        var held = history.Where(row => row.Held is not null && row.SettlesAt < Noon(Today)).ToList();
        Assert.All(held, row => Assert.True(row.Seen(row.At)!.IsPending));
        Assert.All(held, row => Assert.NotEqual(row.PendingId, row.PostedId));
        Assert.All(held, row => Assert.Equal(row.Vanishes, row.Seen(Noon(Today)) is null));
        Assert.All(held, row => Assert.InRange((row.SettlesAt!.Value - row.At).TotalDays, 0.2, 3));
        Assert.Contains(held, row => row.Vanishes);
        Assert.Contains(held, row => !row.Vanishes && row.Held != row.Amount);
        Assert.Contains(held, row => row.TellsReference && row.Seen(Noon(Today)) is { } seen && string.Equals(seen.ReferenceId, row.PendingId, StringComparison.Ordinal));
        Assert.Contains(held, row => !row.TellsReference && row.Seen(Noon(Today)) is { ReferenceId: null });
        var ids = history.SelectMany(row => new[] { row.PendingId, row.PostedId }).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, MemberData(nameof(Customers))]
    public void Money_that_leaves_one_account_arrives_on_the_other_and_cards_are_paid_in_full(string id)
    {
        var customer = Customer.Find(id)!;
        var history = CustomerHistory.Build(customer, First, Today, CustomerEvents.None);
        Assert.Equal(Sum(history, customer[AccountForm.Savings], RowType.Transfer), -history
            .Where(row => row.Description is "TRANSFER TO SAVINGS").Sum(row => row.Amount.MinorUnits));
        foreach (var form in new[] { AccountForm.DayCard, AccountForm.WebCard })
        {
            var card = customer[form];
            var bills = history.Where(row => row.Account == card && row.Type is RowType.Payment).ToList();
            Assert.Equal(18, bills.Count);
            Assert.Equal(bills.Sum(bill => bill.Amount.MinorUnits), -history.Where(row => string.Equals(row.Description, $"CARD PAYMENT {card.LastFour}", StringComparison.Ordinal)).Sum(row => row.Amount.MinorUnits));
            Assert.All(bills, bill => Assert.Equal(0, Ledger.At(card, history, bill.At).Current.MinorUnits));
        }
    }

    [Theory, MemberData(nameof(Customers))]
    public void Nobody_is_ever_overdrawn_or_beyond_the_limit(string id)
    {
        var customer = Customer.Find(id)!;
        var history = CustomerHistory.Build(customer, First, Today, CustomerEvents.None);
        foreach (var account in customer.Accounts)
        {
            for (var day = First; day <= Today; day = day.AddDays(3))
            {
                var ledger = Ledger.At(account, history, Noon(day));
                Assert.False(ledger.Available.IsNegative, $"{account.Name} on {day}: {ledger.Available}");
            }
        }
    }

    [Fact]
    public void Customers_differ_and_ids_are_their_own()
    {
        Assert.Equal(15, Customer.All.SelectMany(customer => customer.Accounts).Select(account => account.Id).Distinct(StringComparer.Ordinal).Count());
        var amounts = Customer.All.Select(customer => Sum(CustomerHistory.Build(customer, First, Today, CustomerEvents.None), customer[AccountForm.DayCard], RowType.Purchase));
        Assert.Equal(3, amounts.Distinct().Count());
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    private static long Sum(IEnumerable<Happening> history, CustomerAccount account, RowType type) =>
        history.Where(row => row.Account == account && row.Type == type).Sum(row => row.Amount.MinorUnits);

    private static List<string> Rows(IEnumerable<Happening> history, DateTimeOffset now) =>
        [.. history.Select(row => row.Seen(now)).OfType<LedgerRow>().Select(row => $"{row.Id} {row.At:O} {row.PostedAt:O} {row.Amount} {row.Happening.Description} {row.ReferenceId}")];

    private static HashSet<string> Posted(IEnumerable<Happening> history, DateTimeOffset now) =>
        [.. Rows(history.Where(row => row.PostedBy(now) is not null), now)];
}
