namespace BankView.Data.Transactions;

/// <summary>
/// What a search text can mean: part of a merchant's name, and beside it an amount, a category, an account or a day, as far as
/// the page that asks could read one of these out of it.
/// </summary>
public sealed record SearchQuery
{
    public required string Text { get; init; }

    /// <summary>Amounts with their sign, in minor units, that the text can mean.</summary>
    public IReadOnlyList<long> AmountsMinor { get; init; } = [];

    public IReadOnlyList<Category> Categories { get; init; } = [];

    public IReadOnlyList<Guid> AccountIds { get; init; } = [];

    public DateOnly? Day { get; init; }
}
