using System.Globalization;

namespace BankView.Data.Statements.Csv;

/// <summary>When a row happened, from one column or from several.</summary>
internal sealed class CsvTimes(CsvMapping mapping)
{
    private readonly CsvColumns _columns = mapping.Columns;
    private readonly TimeZoneInfo _zone = mapping.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;

    /// <summary>Null when <paramref name="when"/> was read. A row that is booked but has no other date happened when it was booked.</summary>
    public ProblemReason? Read(CsvCursor row, out BankTime when)
    {
        if (_columns.Date is not { } date)
        {
            return ReadParts(row, out when);
        }

        if (row[date].IsEmpty)
        {
            when = ReadBooked(row) ?? default;
            return when == default ? ProblemReason.DateMissing : null;
        }

        if (!DateText.TryRead(row[date], mapping.DateOrder, _zone, out when))
        {
            return ProblemReason.DateUnreadable;
        }

        return when.HasTime ? null : AddTime(row, DateOnly.FromDateTime(when.At.UtcDateTime), ref when);
    }

    public BankTime? ReadBooked(CsvCursor row) =>
        _columns.Booked is { } booked && DateText.TryRead(row[booked], mapping.DateOrder, _zone, out var when) ? when : null;

    private ProblemReason? ReadParts(CsvCursor row, out BankTime when)
    {
        when = default;
        if (!TryReadNumber(row, _columns.Year, out var year) || !TryReadNumber(row, _columns.Month, out var month)
            || !TryReadNumber(row, _columns.Day, out var dayOfMonth) || !DateText.TryMakeDay(year, month, dayOfMonth, out var day))
        {
            return ProblemReason.DateUnreadable;
        }

        when = BankTime.OnDay(day);
        return AddTime(row, day, ref when);
    }

    private ProblemReason? AddTime(CsvCursor row, DateOnly day, ref BankTime when) =>
        _columns.Time is { } time && !row[time].IsEmpty && !TimeText.TryRead(row[time], day, _zone, out when)
            ? ProblemReason.DateUnreadable
            : null;

    private static bool TryReadNumber(CsvCursor row, int? column, out int number)
    {
        number = 0;
        return column is { } at && int.TryParse(row[at], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
