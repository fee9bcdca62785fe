using System.Text;
using BankView.Data.Accounts;
using BankView.Data.Database;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Rules;

/// <summary>What somebody learns who gets hold of the database files, or of a dump, without the master key.</summary>
public class StolenDatabaseTest
{
    private const string Merchant = "ZWIEBELTURM BAECKEREI";
    private const string Memo = "Quittung Sonnenblumenkern Äpfel";
    private const string CardNumber = "4111111111111111";
    private const string AccountNumber = "77665544332211";
    private const string Routing = "314159265";

    private static readonly string[] Secrets =
    [
        Merchant, "ZWIEBELTURM", "Zwiebelturm", "zwiebelturm", Memo, "Sonnenblumenkern", CardNumber, AccountNumber, AccountNumber[^6..], Routing,
        "Haushaltskasse Nord", "Sparkasse Hinterwald", "SPARKASSE HINTERWALD", "kontoauszug-geheim", "fitid-8472615",
    ];

    [Theory, Databases]
    public async Task No_table_holds_a_merchant_a_memo_a_file_name_a_bank_or_an_account_number(DatabaseKind kind)
    {
        await using var database = await Filled(kind);

        AssertKeepsSecrets(await TableDump.Bytes(database.Databases.Data), "the data");
        AssertKeepsSecrets(await TableDump.Bytes(database.Databases.Keys), "the keys");
    }

    [Fact]
    public async Task No_file_holds_them_either()
    {
        await using var database = await Filled(DatabaseKind.Sqlite);
        var files = Directory.GetFiles(database.Folder);
        Assert.Contains(files, file => file.EndsWith("bankview.db-wal", StringComparison.Ordinal) && new FileInfo(file).Length > 0);

        foreach (var file in files)
        {
            AssertKeepsSecrets(Read(file), Path.GetFileName(file));
        }
    }

    [Theory, Databases]
    public async Task A_card_number_in_a_memo_is_masked_and_of_an_account_number_four_digits_are_left(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Fill(database);

        var row = Assert.Single(await member.Activity());
        var details = (await member.Transactions.Find(member.Id, row.Id, Data.Consents.Purpose.View))!;
        var account = Assert.Single(await member.Accounts.ListLinked(member.Id, Data.Consents.Purpose.View));

        Assert.Equal($"{Memo} •••• 1111", details.Memo);
        Assert.Equal("2211", account.LastFour);
        Assert.Equal("Haushaltskasse Nord", account.Name);
    }

    private static async Task<TestDatabase> Filled(DatabaseKind kind)
    {
        var database = await TestDatabase.Make(kind);
        await Fill(database);
        return database;
    }

    private static async Task<TestMember> Fill(TestDatabase database)
    {
        var member = await TestMember.Join(database);
        var statement = new StatementPart
        {
            Account = new() { BankId = Routing, Number = AccountNumber, Name = "Haushaltskasse Nord", Kind = AccountKind.Checking, Currency = Dollar },
            Rows = [Row("2026-11-03", -1234, Merchant, "fitid-8472615", isCard: true) with { Memo = $"{Memo} {CardNumber}" }],
        };
        await member.BringIn(statement, bank: "Sparkasse Hinterwald", file: "kontoauszug-geheim.ofx");
        return member;
    }

    private static void AssertKeepsSecrets(byte[] bytes, string where)
    {
        Assert.NotEmpty(bytes);
        foreach (var secret in Secrets)
        {
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            {
                Assert.True(bytes.AsSpan().IndexOf(encoding.GetBytes(secret)) < 0, $"'{secret}' stands in {where} ({encoding.WebName}).");
            }
        }
    }

    // The database is open meanwhile, as it is for a thief who copies it.
    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
