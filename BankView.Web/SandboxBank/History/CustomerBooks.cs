using System.Collections.Concurrent;
using System.Globalization;
using BankView.Web.SandboxBank.Customers;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.History;

/// <summary>Every customer's accounts as they stand now.</summary>
internal sealed class CustomerBooks(BankFile file, CardEventStore events, TimeProvider clock)
{
    private const int MonthsOfHistory = 18;

    private readonly ConcurrentDictionary<string, Book> _books = new(StringComparer.Ordinal);

    public async Task<Ledger> Open(Customer customer, CustomerAccount account)
    {
        var (now, made) = (clock.GetUtcNow(), await events.Of(customer));
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (!_books.TryGetValue(customer.Id, out var book) || book.Last != today || book.Made != (made.Cards.Count, made.Postings.Count))
        {
            book = new(today, (made.Cards.Count, made.Postings.Count), CustomerHistory.Build(customer, await Beginning(today), today, made));
            _books[customer.Id] = book;
        }

        return Ledger.At(account, book.Rows, now);
    }

    // Fixed at the first start: a beginning that moved along would move every balance with it.
    private async Task<DateOnly> Beginning(DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-MonthsOfHistory);
        var kept = await file.SettingOrNew("history_begins", first.ToString("O", CultureInfo.InvariantCulture));
        return DateOnly.ParseExact(kept, "O", CultureInfo.InvariantCulture);
    }

    private sealed record Book(DateOnly Last, (int, int) Made, IReadOnlyList<Happening> Rows);
}
