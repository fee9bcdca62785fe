using System.Globalization;
using System.IO.Compression;
using BankView.Data;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Sealing;

namespace BankView.Bench.Fraud;

/// <summary>A card payment of which it is known whether it was fraud.</summary>
internal readonly record struct LabelledPayment(long Id, long Card, CardPayment Payment, bool IsFraud)
{
    public DateTimeOffset At => Payment.OccurredAt.At;

    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>
    /// Reads a CSV, gzipped or not, with the columns TRANSACTION_ID, TX_DATETIME, CUSTOMER_ID, TERMINAL_ID, TX_AMOUNT and TX_FRAUD, and
    /// returns its payments in order of time. Other columns are not read: some hold what the engine must not know.
    /// </summary>
    public static List<LabelledPayment> ReadAll(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var header = (reader.ReadLine() ?? "").Split(',');
        var columns = Array.ConvertAll<string, int>(
            ["TRANSACTION_ID", "TX_DATETIME", "CUSTOMER_ID", "TERMINAL_ID", "TX_AMOUNT", "TX_FRAUD"],
            name => Array.IndexOf(header, name) is >= 0 and var at ? at : throw new FormatException($"{path} has no column {name}."));
        var payments = new List<LabelledPayment>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split(',');
            payments.Add(Read(Array.ConvertAll(columns, column => cells[column])));
        }

        // Stable, so that the file decides among equal times.
        return [.. payments.OrderBy(payment => payment.At)];
    }

    private static LabelledPayment Read(string[] cells) => new(Number(cells[0]), Number(cells[2]), new CardPayment
    {
        OccurredAt = BankTime.AtInstant(DateTimeOffset.ParseExact(cells[1], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        // Multiplied amounts have digits beyond the cent (444.79999999999995), which are the simulation's, and would give its frauds away.
        SpentMinor = (long)decimal.Round(decimal.Parse(cells[4], CultureInfo.InvariantCulture) * 100),
        Currency = Dollar,
        Merchant = new Tag((UInt128)Number(cells[3])),
    }, cells[5] is "1");

    private static Currency Dollar { get; } = Currency.Parse("USD");

    private static long Number(string text) => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
