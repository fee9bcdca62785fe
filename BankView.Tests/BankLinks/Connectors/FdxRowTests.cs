using BankView.Data.BankLinks.Connectors.Fdx;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>Kinds of status, directions, and what else a row tells.</summary>
public class FdxRowTests : IAsyncLifetime
{
    private static readonly DateOnly From = new(2026, 11, 1);
    private static readonly DateOnly To = new(2026, 11, 20);
    private FdxBank _bank = null!;
    private LinkedBank _linked = null!;

    public async ValueTask InitializeAsync()
    {
        _bank = await FdxBank.Open();
        var outlet = await Outlet.Open();
        outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        _linked = new LinkedBank(_bank.Http, outlet, http => new FdxConnector(http, outlet.Database.Clock), _bank.AccessFor(outlet));
    }

    public async ValueTask DisposeAsync()
    {
        await _linked.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("AUTHORIZATION", "5.00", "DEBIT", "", "Pending -5.00 USD")]
    [InlineData("MEMO", "5.00", "CREDIT", "", "Pending 5.00 USD")]
    [InlineData("PENDING", "5", "DEBIT", "", "Pending -5.00 USD")]
    [InlineData("POSTED", "\"5.10\"", "DEBIT", "", "Posted -5.10 USD")]
    [InlineData("POSTED", "-5.10", "DEBIT", "", "Posted -5.10 USD")]
    [InlineData("POSTED", "5.10", null, "\"transactionType\": \"PURCHASE\",", "Posted -5.10 USD")]
    [InlineData("POSTED", "5.10", null, "\"transactionType\": \"PAYMENT\",", "Posted 5.10 USD")]
    [InlineData("POSTED", "9007199254740993.01", "DEBIT", "", "Posted -9007199254740993.01 USD")]
    [InlineData("POSTED", "5.10", null, "\"transactionType\": \"ADJUSTMENT\",", null)]
    [InlineData("POSTED", "5.10", "MEMO", "", null)]
    [InlineData("POSTED", "5.10", null, "", null)]
    [InlineData("POSTED", "-5.10", "CREDIT", "", null)]
    [InlineData("POSTED", "5.101", "DEBIT", "", null)]
    [InlineData("POSTED", "null", "DEBIT", "", null)]
    [InlineData("DENIED", "5.10", "DEBIT", "", null)]
    public async Task A_row_says_its_status_and_direction_or_is_left_out_and_counted(string status, string amount, string? direction, string more, string? read)
    {
        _bank.Rows.Clear();
        _bank.Rows.Add(FdxJson.Row("t", status, amount, direction, more: more));

        var page = (await _linked.Read("card", From, To))[^1];

        Assert.Equal(read is null ? [] : [read], page.Rows.Select(row => $"{row.Status} {row.Amount}"));
        Assert.Equal(read is null ? 1 : 0, page.UnreadableRows);
    }

    [Fact]
    public async Task A_posted_row_names_the_pending_one_that_it_posts()
    {
        var row = (await _linked.Read("card", From, To)).SelectMany(page => page.Rows).Single(row => row.Id is "t1");

        Assert.Equal(("p0", "5812", true), (row.PendingId, row.MerchantCategoryCode, row.IsCard));
    }

    [Theory]
    [InlineData("\"category\": \"5411\",", "5411")]
    [InlineData("\"category\": 5411, \"subCategory\": \"Grocery Stores\",", "5411")]
    [InlineData("\"category\": \"Groceries\", \"mcc\": \"5411\",", "5411")]
    [InlineData("\"category\": \"Groceries\",", null)]
    public async Task The_kind_of_merchant_stands_in_the_category_where_FDX_asks_for_it_or_in_a_field_of_its_own(string more, string? code)
    {
        _bank.Rows.Clear();
        _bank.Rows.Add(FdxJson.Row("t", "POSTED", "5.10", "DEBIT", more: more));

        var row = Assert.Single((await _linked.Read("card", From, To)).SelectMany(page => page.Rows));

        Assert.Equal(code, row.MerchantCategoryCode);
    }
}
