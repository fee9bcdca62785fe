using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankView.Data;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Sealing;

namespace BankView.Bench.Fraud;

/// <summary>One holder's card payments over many years (IBM's TabFormer data): what a statement would tell of them, and which were fraud.</summary>
internal static class CardTimeline
{
    private const int Errors = 13;

    /// <summary>
    /// Reads a CSV with the columns User, Card, Year, Month, Day, Time, Amount, Use Chip, Merchant Name, City, State, Zip, MCC, Errors? and
    /// Is Fraud?. Declined payments are left out, as banks leave them out of statements; places too, which statements do not tell in a
    /// form to rely on.
    /// </summary>
    public static List<LabelledPayment> ReadAll(string path) =>
        [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Where(cells => cells[Errors].Length == 0)
            .Select((cells, i) => Read(cells, i)).OrderBy(payment => payment.At)];

    private static LabelledPayment Read(string[] cells, int id)
    {
        var date = $"{cells[2]}-{cells[3]}-{cells[4]} {cells[5]}";
        var merchant = SHA256.HashData(Encoding.UTF8.GetBytes(cells[8]));
        return new LabelledPayment(id, Card: Number(cells[0]) * 100 + Number(cells[1]), new CardPayment
        {
            OccurredAt = BankTime.AtInstant(DateTimeOffset.ParseExact(date, "yyyy-M-d HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
            SpentMinor = Money.Parse(cells[6].TrimStart('$'), Dollar).MinorUnits,
            Currency = Dollar,
            Merchant = Tag.FromBytes(merchant.AsSpan(0, Tag.Size)),
        }, cells[^1] is "Yes");
    }

    private static Currency Dollar { get; } = Currency.Parse("USD");

    private static long Number(string text) => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
