using System.Text.Json;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;
using BankView.Data.Statements.Ofx;
using BankView.Tests.Testing;

namespace BankView.Tests.Statements;

/// <summary>The figures of files that others made, against figures that others computed from them.</summary>
public class OfxExpectedFiguresTests
{
    public static TheoryData<string> Files() => [.. SharedData.Files("statements/ofx", "*.ofx")];

    [Theory, MemberData(nameof(Files))]
    public void Every_bank_and_card_statement_has_the_expected_figures(string file)
    {
        var read = OfxReader.Read(StatementText.Decode(File.ReadAllBytes(SharedData.Path(file))));
        var expected = Statements(file);

        // Investment statements are in the list too, and are not imported.
        Assert.Equal(expected.Length, read.Parts.Count);
        Assert.Equal(expected.Length == 0, read.Refusal is not null);
        Assert.All(read.Parts.Zip(expected), pair => AssertFigures(pair.First, read.Unreadable.Count, pair.Second));
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_file_is_recognised_as_OFX(string file) =>
        Assert.Equal(StatementFormat.Ofx, StatementFormats.Recognise(File.ReadAllBytes(SharedData.Path(file))).Format);

    private static void AssertFigures(StatementPart part, int unreadable, JsonElement expected)
    {
        Assert.Equal(expected.GetProperty("acctid").GetString(), part.Account.Number);
        var isCard = expected.GetProperty("kind").GetString() is "CCSTMTRS";
        var isSavings = expected.GetProperty("accttype").GetString() is "SAVINGS";
        Assert.Equal(isCard ? AccountKind.CreditCard : isSavings ? AccountKind.Savings : AccountKind.Checking, part.Account.Kind);

        var currency = expected.GetProperty("curdef").GetString();
        Assert.Equal(currency is "", part.Warnings.Any(warning => warning.Kind == WarningKind.CurrencyAssumed));
        Assert.True(currency is "" || part.Account.Currency == Currency.Parse(currency!));

        Assert.Equal(expected.GetProperty("stmttrn").GetInt32(), part.Rows.Count + unreadable);
        if (unreadable == 0)
        {
            var sum = part.Rows.Aggregate(Money.Zero(part.Account.Currency), (total, row) => total + row.Amount);
            Assert.Equal(Money.Parse(expected.GetProperty("sum").GetString()!, part.Account.Currency), sum);
            var first = expected.GetProperty("first_amounts").EnumerateArray().Select(amount => amount.GetString()!);
            Assert.Equal(first.Select(amount => Money.Parse(amount, part.Account.Currency)), part.Rows.Take(3).Select(row => row.Amount));
            Assert.Equal(expected.GetProperty("dup_fitids").GetInt32() > 0, part.Warnings.Any(warning => warning.Kind == WarningKind.RepeatedBankIds));
        }
        else
        {
            // The two files named "fail": none of their rows can be read, though expected.json adds up the rows without a date too.
            Assert.Empty(part.Rows);
        }

        // An empty balance is there but says nothing, so it is left out with a warning.
        var ledger = expected.GetProperty("ledger").GetString();
        Assert.Equal(ledger is "", part.Warnings.Any(warning => warning.Kind == WarningKind.BalanceUnreadable));
        Assert.Equal(ledger is null or "" ? null : Money.Parse(ledger, part.Account.Currency), part.Current?.Amount);
    }

    private static JsonElement[] Statements(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("statements/expected.json")));
        var entry = json.RootElement.GetProperty(file["statements/".Length..]);
        return [.. entry.GetProperty("statements").EnumerateArray()
            .Where(statement => statement.GetProperty("kind").GetString() is "STMTRS" or "CCSTMTRS").Select(statement => statement.Clone())];
    }
}
