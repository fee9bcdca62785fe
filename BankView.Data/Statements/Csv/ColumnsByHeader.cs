namespace BankView.Data.Statements.Csv;

/// <summary>Finds the columns by the words above them, and checks each guess against the cells below.</summary>
internal static class ColumnsByHeader
{
    /// <summary>The header has said it already; the cells need only not deny it.</summary>
    private const double Enough = 0.2;

    public static CsvColumns Find(CsvShape shape, CsvSample sample)
    {
        var header = shape.Header.Select(HeaderWords.Normalise).ToList();
        int? Column(string[] words, Func<int, bool>? fits = null) => FindOne(header, words, fits ?? (_ => true));
        bool IsDate(int at) => sample.Rows == 0 || sample.Share(at, CellLooks.LikeDate) > Enough;
        bool IsAmount(int at) => sample.Rows == 0 || sample.Share(at, CellLooks.LikeAmount) > Enough;
        bool IsInOrOut(int at) => sample.Share(at, CellLooks.LikeAmount) > 0.5 || sample.FilledShare(at) == 0;

        var date = Column(HeaderWords.Date, IsDate);
        var amount = Column(HeaderWords.Amount, IsAmount);
        var (moneyIn, moneyOut) = (Column(HeaderWords.MoneyIn, IsInOrOut), Column(HeaderWords.MoneyOut, IsInOrOut));
        var inAndOut = amount is null && moneyIn is not null && moneyOut is not null;
        var description = FindAll(header, HeaderWords.Description);
        var name = Column(HeaderWords.Name, at => !description.Contains(at) && sample.FilledShare(at) > 0);
        return new CsvColumns
        {
            Date = date,
            Booked = Column(HeaderWords.Booked, at => at != date && IsDate(at)),
            Year = date is null ? Column(HeaderWords.Year) : null,
            Month = date is null ? Column(HeaderWords.Month) : null,
            Day = date is null ? Column(HeaderWords.Day) : null,
            Time = Column(HeaderWords.Time, at => at != date && sample.Share(at, cell => cell.Contains(':', StringComparison.Ordinal)) > 0.5),
            Amount = amount,
            MoneyIn = inAndOut ? moneyIn : null,
            MoneyOut = inAndOut ? moneyOut : null,
            Direction = amount is null ? null : Column(HeaderWords.Direction, at => SaysDirection(sample, at)),
            Name = name ?? (description.Count > 0 ? description[0] : null),
            Description = name is null ? [.. description.Skip(1)] : description,
            Account = Column(HeaderWords.Account, at => sample.FilledShare(at) > 0.9 && at != amount),
            Card = Column(HeaderWords.Card, at => sample.FilledShare(at) > 0 && at != name),
            Currency = Column(HeaderWords.Currency, at => sample.Share(at, cell => BankView.Data.Currency.TryParse(cell, out _)) > 0.5),
            BankId = Column(HeaderWords.BankId, at => sample.FilledShare(at) > 0.9),
            Balance = Column(HeaderWords.Balance, at => IsAmount(at) && at != amount),
            MerchantCategoryCode = Column(HeaderWords.MerchantCategoryCode),
            Category = Column(HeaderWords.Category),
            Declined = Column(HeaderWords.Declined, at => sample.FilledShare(at) < 0.5),
        };
    }

    private static bool SaysDirection(CsvSample sample, int at) =>
        sample.Share(at, cell => DirectionWords.Matches(cell, DirectionWords.In) || DirectionWords.Matches(cell, DirectionWords.Out)) > 0.9;

    /// <summary>A header that is the word itself goes before one that only begins or ends with it ("Amount CZK").</summary>
    private static int? FindOne(List<string> header, string[] words, Func<int, bool> fits)
    {
        foreach (var match in (Func<string, string, bool>[])[IsWord, BeginsWithWord, EndsWithWord])
        {
            foreach (var word in words)
            {
                for (var column = 0; column < header.Count; column++)
                {
                    if (match(header[column], word) && fits(column))
                    {
                        return column;
                    }
                }
            }
        }

        return null;
    }

    private static List<int> FindAll(List<string> header, string[] words) =>
        [.. header.Index().Where(cell => words.Contains(cell.Item, StringComparer.Ordinal)).Select(cell => cell.Index)];

    private static bool IsWord(string header, string word) => string.Equals(header, word, StringComparison.Ordinal);

    private static bool BeginsWithWord(string header, string word) =>
        word.Length > 2 && header.Length > word.Length && header[word.Length] == ' ' && header.StartsWith(word, StringComparison.Ordinal);

    private static bool EndsWithWord(string header, string word) =>
        word.Length > 2 && header.Length > word.Length && header[^(word.Length + 1)] == ' ' && header.EndsWith(word, StringComparison.Ordinal);
}
