using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Web.Shell;

namespace BankView.Web.Transactions;

/// <summary>
/// Reads one member's activity for a page or an export: by search when there is a text, else straight from the store. A search
/// holds the member's opened merchant names, so this lives as long as the page or export that has it, and no longer.
/// </summary>
public sealed class ActivityReader(
    Databases databases, AccountStore accounts, TransactionStore transactions, MerchantStore merchants, DescriptionSearch descriptions,
    Viewer viewer, SearchReading reading)
{
    private UserId _userId;
    private TransactionSearch? _search;

    public bool IsOpen { get; private set; }

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    public IReadOnlyList<Card> Cards { get; private set; } = [];

    /// <summary>Whose activity is read from now on; again when that member's data changed.</summary>
    public async Task Open(UserId userId)
    {
        _userId = userId;
        _search = null;
        Accounts = await accounts.ListLinked(userId, Purpose.View);
        Cards = await transactions.ListCards(userId, Purpose.View);
        IsOpen = true;
    }

    /// <summary>At most <paramref name="count"/> transactions below <paramref name="after"/>, newest first.</summary>
    public async Task<IReadOnlyList<Transaction>> Read(ActivityQuery query, TransactionCursor after, int count)
    {
        if (query.Search is null)
        {
            return await transactions.List(_userId, Purpose.View, Filter(query), after, count);
        }

        _search ??= await TransactionSearch.Begin(_userId, Purpose.View, databases, transactions, merchants);
        return await _search.Find(reading.Read(query.Search, Accounts, viewer.Today), Filter(query), after, count);
    }

    /// <summary>Searches whole descriptions, row by row, from the newest down.</summary>
    public IAsyncEnumerable<DescriptionSearchStep> ReadDescriptions(ActivityQuery query, CancellationToken cancellation) =>
        descriptions.Find(_userId, Purpose.View, query.Search ?? "", Filter(query), TransactionCursor.Newest, cancellation);

    private TransactionFilter Filter(ActivityQuery query)
    {
        var scale = Scale(query.AccountId);
        return new TransactionFilter
        {
            AccountId = query.AccountId,
            Card = query.Card,
            Merchant = query.Merchant,
            Category = query.Category,
            Status = query.Pending ? TransactionStatus.Pending : null,
            CardOnly = query.CardOnly,
            LeastMinor = query.Least is { } least ? (long)decimal.Ceiling(least * scale) : null,
            MostMinor = query.Most is { } most ? (long)decimal.Floor(most * scale) : null,
            From = query.From,
            To = query.To,
            Zone = viewer.Zone,
        };
    }

    // A limit is compared in minor units. Over accounts whose currencies differ in digits it is meant in the digits most of them have.
    private decimal Scale(Guid? accountId)
    {
        var exponent = Accounts.Where(account => accountId is null || account.Id == accountId)
            .GroupBy(account => account.Currency.Exponent)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key)
            .FirstOrDefault(2);
        return (decimal)Math.Pow(10, exponent);
    }
}
