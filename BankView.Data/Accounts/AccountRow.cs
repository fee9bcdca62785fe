using BankView.Data.BankLinks;
using BankView.Data.Sealing;

namespace BankView.Data.Accounts;

/// <summary>An account as it stands in its table; <see cref="Open"/> opens what is sealed.</summary>
internal sealed record AccountRow
{
    public required Guid Id { get; init; }

    public required Guid LinkId { get; init; }

    public required AccountKind Kind { get; init; }

    public required Currency Currency { get; init; }

    public required byte[] Sealed { get; init; }

    public required byte[] SealedBank { get; init; }

    public required long? CurrentMinor { get; init; }

    public required long? AvailableMinor { get; init; }

    public required long? LimitMinor { get; init; }

    public required DateTimeOffset? AsOf { get; init; }

    public required bool HasTime { get; init; }

    public required bool ShowsBalance { get; init; }

    public Account Open(MemberKey key)
    {
        var details = key.Open(AccountStore.Details, Id, Sealed, 2);
        return new Account
        {
            Id = Id,
            LinkId = LinkId,
            BankName = key.Open(BankLinkStore.Name, LinkId, SealedBank, 1)[0]!,
            Kind = Kind,
            Name = details[0]!,
            LastFour = details[1],
            Currency = Currency,
            Current = Amount(CurrentMinor),
            Available = Amount(AvailableMinor),
            Limit = Amount(LimitMinor),
            AsOf = ShowsBalance && AsOf is { } asOf ? new BankTime(asOf, HasTime) : null,
        };
    }

    private Money? Amount(long? minor) => ShowsBalance && minor is { } known ? new Money(known, Currency) : null;
}

internal sealed record DayRow
{
    public required Guid AccountId { get; init; }

    public required DateOnly Day { get; init; }

    public required Currency Currency { get; init; }

    public required long InMinor { get; init; }

    public required long OutMinor { get; init; }
}

internal sealed record MonthRow
{
    public required string Month { get; init; }

    public required Currency Currency { get; init; }

    public required long InMinor { get; init; }

    public required long OutMinor { get; init; }
}
