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
/// day it is a look-alike. Two rows that both carry an id, and differ in it, are two transactions; but a file and a connector give
/// the same transaction different ids, so rows that a connector read are compared by content too. Each stored row stands for one
/// incoming row only, so that two equal coffees stay two.
/// </summary>
internal sealed class AccountMatcher(MerchantNames names)
{
    /// <summary>A weekend and a holiday can lie between purchase and booking.</summary>
    public const int MostDaysApart = 5;

    private readonly MatchableRows _rows = new(names);

    /// <summary>The next rows are of another part, and can be the same as those of the parts before.</summary>
    public void BeginPart(int rows) => _rows.BeginPart(rows);

    public void AddStored(StoredRow row)
    {
        var day = Day(row.OccurredAt);
        _rows.Add(row.ExternalTag, new MatchableRow(row.MerchantTag, row.AmountMinor, day, row.PostedAt is { } posted ? Day(posted) : day, row.Origin));

        static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
    }

    /// <summary>Says what the row is, and remembers it when it will be stored.</summary>
    public async ValueTask<RowMatch> MatchAndAdd(PreparedRow row, bool leaveOutLookAlikes)
    {
        var match = await Match(row);
        if (match is RowMatch.New || (match is RowMatch.LookAlike && !leaveOutLookAlikes))
        {
            names.Add(row.MerchantTag, row.Merchant);
            var origin = row.HasBankId ? RowOrigin.FileWithId : RowOrigin.FileWithoutId;
            _rows.Add(row.ExternalTag, new MatchableRow(row.MerchantTag, row.AmountMinor, row.OccurredDay, row.PostedDay ?? row.OccurredDay, origin));
        }

        return match;
    }

    private async ValueTask<RowMatch> Match(PreparedRow row)
    {
        if (_rows.TryClaim(row.ExternalTag))
        {
            return RowMatch.Known;
        }

        if (Find(row, (slot, _) => _rows.Any(slot)) is null)
        {
            return RowMatch.New;
        }

        await names.OpenStored();
        var same = Find(row, (slot, _) => _rows.OfMerchant(slot, row.MerchantTag))
            ?? Find(row, (slot, isSameDay) => isSameDay ? _rows.SharingAWord(slot, row.Text) : null);
        if (same is { } known)
        {
            _rows.Claim(known);
            return RowMatch.Known;
        }

        return Find(row, (slot, isSameDay) => isSameDay ? _rows.Any(slot) : null) is not null ? RowMatch.LookAlike : RowMatch.New;
    }

    // Same amount, and the same day first; then neighbouring days, because one export dates by purchase and another by booking.
    private static int? Find(PreparedRow row, Func<Slot, bool, int?> find)
    {
        for (var apart = 0; apart <= MostDaysApart; apart++)
        {
            var found = At(row.OccurredDay.AddDays(apart)) ?? At(row.OccurredDay.AddDays(-apart))
                ?? (row.PostedDay is { } posted ? At(posted.AddDays(apart)) ?? At(posted.AddDays(-apart)) : null);
            if (found is not null)
            {
                return found;
            }

            int? At(DateOnly day) => From(day, row.HasBankId ? RowOrigin.FileWithoutId : RowOrigin.FileWithId) ?? From(day, RowOrigin.Connector);

            int? From(DateOnly day, RowOrigin origin) => find(new Slot(day, row.AmountMinor, origin), apart == 0);
        }

        return null;
    }
}
