using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;

namespace BankView.Data.Transactions;

/// <summary>
/// A search over one member's transactions. It holds that member's opened merchant dictionary, so it lives as long as the page
/// that searches and no longer.
/// </summary>
public sealed class TransactionSearch
{
    private readonly Databases _databases;
    private readonly IReadOnlyList<Merchant> _merchants;
    private readonly Purpose _purpose;
    private readonly TransactionStore _transactions;
    private readonly UserId _userId;

    private TransactionSearch(
        Databases databases, TransactionStore transactions, UserId userId, Purpose purpose, IReadOnlyList<Merchant> merchants)
    {
        _databases = databases;
        _transactions = transactions;
        _userId = userId;
        _purpose = purpose;
        _merchants = merchants;
    }

    /// <summary>Opens the member's merchant dictionary: some milliseconds for thousands of merchants.</summary>
    public static async Task<TransactionSearch> Begin(
        UserId userId, Purpose purpose, Databases databases, TransactionStore transactions, MerchantStore merchants) =>
        new(databases, transactions, userId, purpose, await merchants.List(userId, purpose));

    /// <summary>
    /// At most <paramref name="count"/> transactions below <paramref name="after"/>, newest first, that match
    /// <paramref name="query"/> in any of its ways and <paramref name="filter"/> in all of its own. It costs as much as there are
    /// matching merchants near the top, whatever the length of the history.
    /// </summary>
    public async Task<IReadOnlyList<Transaction>> Find(SearchQuery query, TransactionFilter filter, TransactionCursor after, int count)
    {
        await using var connection = await _databases.Data.Open();
        var best = new SortedDictionary<TransactionCursor, Transaction>(NewestFirst.Instance);

        foreach (var way in Ways(query, filter))
        {
            await Merge(connection, way, after, count, best);
        }

        // Merchants come last seen first: once a page is full of newer rows than a merchant's last, no later merchant can add one.
        foreach (var merchant in _merchants)
        {
            if (best.Count >= count && merchant.LastSeen < best.Keys.ElementAt(count - 1).At)
            {
                break;
            }

            if (merchant.FirstSeen <= after.At && query.MatchesName(merchant.Name))
            {
                await Merge(connection, filter with { Merchant = merchant.Tag }, after, count, best);
            }
        }

        return [.. best.Values.Take(count)];
    }

    // A filter that already says something else about the same column leaves nothing to find that way.
    private static IEnumerable<TransactionFilter> Ways(SearchQuery query, TransactionFilter filter)
    {
        foreach (var minor in query.AmountsMinor)
        {
            yield return filter with { ExactMinor = minor };
        }

        foreach (var category in query.Categories.Where(category => filter.Category is null || filter.Category == category))
        {
            yield return filter with { Category = category };
        }

        foreach (var account in query.AccountIds.Where(account => filter.AccountId is null || filter.AccountId == account))
        {
            yield return filter with { AccountId = account };
        }

        if (query.Day is { } day && (filter.From is null || filter.From <= day) && (filter.To is null || filter.To >= day))
        {
            yield return filter with { From = day, To = day };
        }
    }

    private async Task Merge(DbConnection connection, TransactionFilter way, TransactionCursor after, int count,
        SortedDictionary<TransactionCursor, Transaction> best)
    {
        foreach (var transaction in await _transactions.List(connection, _userId, _purpose, way, after, count))
        {
            best[transaction.Cursor] = transaction;
        }
    }

    private sealed class NewestFirst : IComparer<TransactionCursor>
    {
        public static NewestFirst Instance { get; } = new();

        public int Compare(TransactionCursor x, TransactionCursor y) => x.At == y.At
            ? string.CompareOrdinal(y.Id.ToString("D"), x.Id.ToString("D"))
            : y.At.CompareTo(x.At);
    }
}
