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

/// <summary>
/// Tells new rows of one account from those already there. In order: the same tag (the bank's id, or for rows without one their
/// content) is the same transaction. Where only one side has a bank's id, a stored row of the same day and amount is the same when
/// the texts share a merchant or a word, and one of neighbouring days when they share the merchant; with unlike texts on the same
/// day it is a look-alike. Two rows that both carry an id, and differ in it,
/// are two transactions. Each stored row stands for one incoming row only, so that two equal coffees stay two.
/// </summary>
internal sealed class AccountMatcher(Dictionary<Tag, string> merchantNames)
{
    /// <summary>A weekend and a holiday can lie between purchase and booking.</summary>
    public const int MostDaysApart = 5;

    private readonly HashSet<Guid> _loaded = [];
    private readonly HashSet<Tag> _tags = [];
    private readonly Dictionary<(DateOnly, long), List<Stored>> _byContent = [];

    private int _part;

    /// <summary>A file does not repeat itself: rows of one part are never taken for another of the same part by content.</summary>
    public void BeginPart() => _part++;

    public void AddStored(StoredRow row)
    {
        if (_loaded.Add(row.Id))
        {
            Add(row.ExternalTag, row.MerchantTag, Day(row.OccurredAt), row.PostedAt is { } posted ? Day(posted) : null, row.AmountMinor,
                row.HasBankId, part: 0);
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
            Add(row.ExternalTag, row.MerchantTag, row.OccurredDay, row.PostedDay, row.AmountMinor, row.HasBankId, _part);
        }

        return match;
    }

    private RowMatch Match(PreparedRow row)
    {
        if (_tags.Contains(row.ExternalTag))
        {
            Find(row, (stored, _) => stored.ExternalTag == row.ExternalTag)?.Claim();
            return RowMatch.Known;
        }

        var same = Find(row, IsOpen) is null ? null
            : Find(row, (stored, exactDay) => IsOpen(stored, exactDay) && stored.MerchantTag == row.MerchantTag)
            ?? Find(row, (stored, exactDay) => IsOpen(stored, exactDay) && exactDay
                && Words.Share(merchantNames.GetValueOrDefault(stored.MerchantTag, ""), row.Text));
        same?.Claim();
        return same is not null ? RowMatch.Known
            : Find(row, (stored, exactDay) => IsOpen(stored, exactDay) && exactDay) is not null ? RowMatch.LookAlike
            : RowMatch.New;

        bool IsOpen(Stored stored, bool _) => !stored.Claimed && stored.HasBankId != row.HasBankId && stored.Part < _part;
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

            Stored? At(DateOnly day) =>
                _byContent.TryGetValue((day, row.AmountMinor), out var slot) ? slot.Find(stored => fits(stored, apart == 0)) : null;
        }

        return null;
    }

    private void Add(Tag externalTag, Tag merchantTag, DateOnly occurred, DateOnly? posted, long amountMinor, bool hasBankId, int part)
    {
        _tags.Add(externalTag);
        var stored = new Stored(externalTag, merchantTag, hasBankId, part);
        Slot(occurred, amountMinor).Add(stored);
        if (posted is { } other && other != occurred)
        {
            Slot(other, amountMinor).Add(stored);
        }
    }

    private List<Stored> Slot(DateOnly day, long amountMinor)
    {
        if (!_byContent.TryGetValue((day, amountMinor), out var slot))
        {
            _byContent[(day, amountMinor)] = slot = new List<Stored>(1);
        }

        return slot;
    }

    private sealed class Stored(Tag externalTag, Tag merchantTag, bool hasBankId, int part)
    {
        public Tag ExternalTag => externalTag;

        public Tag MerchantTag => merchantTag;

        public bool HasBankId => hasBankId;

        public int Part => part;

        public bool Claimed { get; private set; }

        public void Claim() => Claimed = true;
    }
}
