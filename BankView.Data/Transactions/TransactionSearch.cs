using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;

namespace BankView.Data.Transactions;

/// <summary>
/// A search over one member's transactions. It holds what was opened of that member's merchant dictionary, so it lives as long as the
/// page that searches and no longer.
/// </summary>
public sealed class TransactionSearch
{
    // A first window this small holds some thousand rows of the longest history; each next one is so many times as wide.
    private const int WindowsInHistory = 1024;
    private const int Growth = 8;

    private readonly Databases _databases;
    private readonly MerchantLetters? _letters;
    private readonly MerchantStore _merchants;
    private readonly Purpose _purpose;
    private readonly TransactionStore _transactions;
    private readonly UserId _userId;
    private MerchantPack? _opened;

    private TransactionSearch(Databases databases, TransactionStore transactions, MerchantStore merchants, UserId userId, Purpose purpose, MerchantLetters? letters)
    {
        _databases = databases;
        _letters = letters;
        _merchants = merchants;
        _purpose = purpose;
        _transactions = transactions;
        _userId = userId;
    }

    /// <summary>Begins with what tells most misses; the dictionary is opened by the first text that may be in it.</summary>
    public static async Task<TransactionSearch> Begin(
        UserId userId, Purpose purpose, Databases databases, TransactionStore transactions, MerchantStore merchants) =>
        new(databases, transactions, merchants, userId, purpose, await merchants.OpenLetters(userId, purpose));

    /// <summary>
    /// At most <paramref name="count"/> transactions below <paramref name="after"/>, newest first, that match
    /// <paramref name="query"/> in any of its ways and <paramref name="filter"/> in all of its own; about as fast in a history of a
    /// million rows as in one of thousands.
    /// </summary>
    public async Task<IReadOnlyList<Transaction>> Find(SearchQuery query, TransactionFilter filter, TransactionCursor after, int count)
    {
        var merchants = await MerchantsContaining(query.Text);
        var ways = Ways(query, filter).ToList();
        if (merchants.Count == 0 && ways.Count == 0)
        {
            return [];
        }

        await using var connection = await _databases.Data.Open();
        var found = await FindByMerchant(connection, merchants, filter, after, count);
        foreach (var way in ways)
        {
            found.AddRange(await _transactions.List(connection, _userId, _purpose, way, after, count));
        }

        return [.. found.DistinctBy(row => row.Id).OrderByDescending(row => row.OccurredAt.At).ThenByDescending(row => row.Id).Take(count)];
    }

    private async Task<IReadOnlyList<PackedMerchant>> MerchantsContaining(string text) => _letters?.MayHold(text) == false
        ? []
        : (_opened ??= await _merchants.Open(_userId, _purpose)).Containing(text);

    /// <summary>
    /// Looks into windows of time that grow, newest first, until a page is full. So neither a merchant of every day nor one seen
    /// twice in twenty years costs more than a handful of short statements.
    /// </summary>
    private async Task<List<Transaction>> FindByMerchant(
        DbConnection connection, IReadOnlyList<PackedMerchant> merchants, TransactionFilter filter, TransactionCursor after, int count)
    {
        var found = new List<Transaction>();
        var earlier = merchants.Where(merchant => merchant.FirstSeen <= after.At && (filter.Merchant ?? merchant.Tag) == merchant.Tag).ToList();
        if (earlier.Count == 0)
        {
            return found;
        }

        var (oldest, newest) = (earlier.Min(merchant => merchant.FirstSeen), earlier.Max(merchant => merchant.LastSeen));
        var end = newest < after.At ? newest : after.At;
        var width = (end - oldest) / WindowsInHistory;
        while (found.Count < count && end >= oldest && after.At >= oldest)
        {
            var floor = Whole(end - width);
            var there = earlier.Where(merchant => merchant.FirstSeen <= end && merchant.LastSeen >= floor).Select(merchant => merchant.Tag);
            foreach (var tags in there.Chunk(MerchantWindow.MostMerchants))
            {
                found.AddRange(await _transactions.List(connection, _userId, _purpose, filter, after, count, new MerchantWindow(tags, floor)));
            }

            (after, end, width) = (new TransactionCursor(floor, Guid.Empty), floor.AddMilliseconds(-1), width * Growth);
        }

        return found;
    }

    // Columns hold milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    // A filter that already says something else about the same column leaves nothing to find that way.
    private static IEnumerable<TransactionFilter> Ways(SearchQuery query, TransactionFilter filter)
    {
        foreach (var minor in query.AmountsMinor.Where(minor => filter.ExactMinor is null || filter.ExactMinor == minor))
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
}
