using BankView.Data.Sealing;

namespace BankView.Data.Imports;

/// <summary>What a statement row is, seen beside the rows already in its account.</summary>
internal enum RowMatch
{
    New,

    /// <summary>The same transaction is there.</summary>
    Known,

    /// <summary>One of the same day and amount is there, with another text and no common id to tell.</summary>
    LookAlike,
}

/// <summary>What brought a row, as far as its tag can be compared with others'.</summary>
internal enum RowOrigin
{
    FileWithId,
    FileWithoutId,
    Connector,
}

/// <summary>
/// Tells new rows of one account from those already there. In order: the same tag (the bank's id, or for rows without one their
/// content) is the same transaction. Where only one side has a bank's id, a stored row of the same day and amount is the same when
/// the texts share a merchant or a word, and one of neighbouring days when they share the merchant; with unlike texts on the same
/// day it is a look-alike. Two rows that both carry an id, and differ in it, are two transactions; but a file and a connector give
/// the same transaction different ids, so rows that a connector read are compared by content too. Each stored row stands for one
/// incoming row only, so that two equal coffees stay two.
/// </summary>
internal sealed class AccountMatcher(Dictionary<Tag, string> merchantNames)
{
    /// <summary>A weekend and a holiday can lie between purchase and booking.</summary>
    public const int MostDaysApart = 5;

    private readonly HashSet<Guid> _loaded = [];
    private readonly Dictionary<Tag, Stored> _byTag = [];

    // By day, amount and origin: only rows of different origins are compared by content.
    private readonly Dictionary<(DateOnly, long, RowOrigin), List<Stored>> _byContent = [];
    private readonly List<(Stored Row, DateOnly Occurred, DateOnly? Posted, long AmountMinor)> _ofThisPart = [];

    /// <summary>
    /// A file does not repeat itself: rows of one part are never taken for another of the same part by content. So they wait here
    /// until the next part, and a file of a hundred thousand equal rows is read in one pass.
    /// </summary>
    public void BeginPart(int rows)
    {
        foreach (var (row, occurred, posted, amountMinor) in _ofThisPart)
        {
            AddByContent(row, occurred, posted, amountMinor);
        }

        _ofThisPart.Clear();
        _ofThisPart.EnsureCapacity(rows);
        _byTag.EnsureCapacity(_byTag.Count + rows);
    }

    public void AddStored(StoredRow row)
    {
        if (_loaded.Add(row.Id))
        {
            var stored = new Stored(row.MerchantTag, row.Origin);
            _byTag.TryAdd(row.ExternalTag, stored);
            AddByContent(stored, Day(row.OccurredAt), row.PostedAt is { } posted ? Day(posted) : null, row.AmountMinor);
        }

        static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
    }

    /// <summary>Says what the row is, and remembers it when it will be stored.</summary>
    public RowMatch MatchAndAdd(PreparedRow row, bool leaveOutLookAlikes)
    {
        var match = Match(row);
        if (match is RowMatch.New || (match is RowMatch.LookAlike && !leaveOutLookAlikes))
        {
            merchantNames.TryAdd(row.MerchantTag, row.Merchant);
            var stored = new Stored(row.MerchantTag, OriginOf(row));
            _byTag.TryAdd(row.ExternalTag, stored);
            _ofThisPart.Add((stored, row.OccurredDay, row.PostedDay, row.AmountMinor));
        }

        return match;
    }

    private RowMatch Match(PreparedRow row)
    {
        if (_byTag.TryGetValue(row.ExternalTag, out var known))
        {
            known.Claim();
            return RowMatch.Known;
        }

        var same = Find(row, (stored, _) => !stored.Claimed) is null ? null
            : Find(row, (stored, _) => !stored.Claimed && stored.MerchantTag == row.MerchantTag)
            ?? Find(row, (stored, exactDay) => !stored.Claimed && exactDay
                && Words.Share(merchantNames.GetValueOrDefault(stored.MerchantTag, ""), row.Text));
        same?.Claim();
        return same is not null ? RowMatch.Known
            : Find(row, (stored, exactDay) => !stored.Claimed && exactDay) is not null ? RowMatch.LookAlike
            : RowMatch.New;
    }

    // Same amount, and the same day first; then neighbouring days, because one export dates by purchase and another by booking.
    private Stored? Find(PreparedRow row, Func<Stored, bool, bool> fits)
    {
        for (var apart = 0; apart <= MostDaysApart; apart++)
        {
            var found = At(row.OccurredDay.AddDays(apart)) ?? At(row.OccurredDay.AddDays(-apart))
                ?? (row.PostedDay is { } posted ? At(posted.AddDays(apart)) ?? At(posted.AddDays(-apart)) : null);
            if (found is not null)
            {
                return found;
            }

            Stored? At(DateOnly day) => From(day, row.HasBankId ? RowOrigin.FileWithoutId : RowOrigin.FileWithId) ?? From(day, RowOrigin.Connector);

            Stored? From(DateOnly day, RowOrigin origin) =>
                _byContent.TryGetValue((day, row.AmountMinor, origin), out var slot) ? slot.Find(stored => fits(stored, apart == 0)) : null;
        }

        return null;
    }

    private static RowOrigin OriginOf(PreparedRow row) => row.HasBankId ? RowOrigin.FileWithId : RowOrigin.FileWithoutId;

    private void AddByContent(Stored row, DateOnly occurred, DateOnly? posted, long amountMinor)
    {
        Slot(occurred, amountMinor, row.Origin).Add(row);
        if (posted is { } other && other != occurred)
        {
            Slot(other, amountMinor, row.Origin).Add(row);
        }
    }

    private List<Stored> Slot(DateOnly day, long amountMinor, RowOrigin origin)
    {
        if (!_byContent.TryGetValue((day, amountMinor, origin), out var slot))
        {
            _byContent[(day, amountMinor, origin)] = slot = new List<Stored>(1);
        }

        return slot;
    }

    private sealed class Stored(Tag merchantTag, RowOrigin origin)
    {
        public Tag MerchantTag => merchantTag;

        public RowOrigin Origin => origin;

        public bool Claimed { get; private set; }

        public void Claim() => Claimed = true;
    }
}
