using System.Text.Json;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.Transactions;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>The JSON that another maker of an FDX bank offers as examples.</summary>
public class FdxSampleTests
{
    private static readonly BankAccount Account = new() { Id = "10001", Name = "A", Kind = Data.Accounts.AccountKind.Checking, Currency = Data.Currency.Parse("USD") };

    public static TheoryData<string> Samples() => [.. SharedData.Files("fdx", "*.json")];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_read_and_each_row_is_whole_or_counted(string file)
    {
        var json = Read(file);

        var items = json.ValueKind is JsonValueKind.Array ? json.EnumerateArray().ToList() : json.List("transactions").ToList();
        foreach (var row in items.Select(item => FdxTransaction.Read(item, Account)).OfType<BankTransaction>())
        {
            Assert.Equal("USD", row.Amount.Currency.Code);
            Assert.NotEqual(default, row.OccurredAt);
        }

        var problems = new List<ConnectorProblem>();
        foreach (var item in json.Get("accounts") is null ? [json] : json.List("accounts"))
        {
            Assert.Equal(item.Text("accountId"), FdxAccount.Read(item, problems)?.Id);
        }
    }

    [Fact]
    public void A_deposit_accounts_rows_take_their_direction_from_either_field()
    {
        var rows = Read("fdx/depositTransaction.json").List("transactions").Select(item => FdxTransaction.Read(item, Account)!).ToList();

        Assert.Equal(["0.01 USD", "0.03 USD", "-300.00 USD", "101.72 USD"], rows.Select(row => row.Amount.ToString()));
        Assert.All(rows, row => Assert.Equal(TransactionStatus.Posted, row.Status));
    }

    [Fact]
    public void Rows_of_a_line_of_credit_that_tell_no_direction_are_not_guessed()
    {
        var items = Read("fdx/locTransaction.json").List("transactions").ToList();

        var row = Assert.Single(items.Select(item => FdxTransaction.Read(item, Account)).OfType<BankTransaction>());

        Assert.Equal("-137.91 USD", row.Amount.ToString());
    }

    [Fact]
    public void A_checking_account_is_read_with_its_balances_and_last_four()
    {
        var account = FdxAccount.Read(Read("fdx/deposit_acc_details.json"), [])!;

        Assert.Equal(("3223", "4984.46 USD", "4984.46 USD"), (account.LastFour, account.Current.ToString(), account.Available.ToString()));
        Assert.Equal(new DateTimeOffset(2020, 12, 7, 6, 6, 15, 649, TimeSpan.Zero), account.AsOf!.Value.At);
    }

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(file)));
        return document.RootElement.Clone();
    }
}
