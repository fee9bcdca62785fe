using BankView.Data;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using BankView.Web.Transactions;

namespace BankView.Tests.Transactions;

public class ActivityFeedTests
{
    private readonly Dictionary<string, TaskCompletionSource<IReadOnlyList<Transaction>>> _answers = [];

    [Fact]
    public async Task An_answer_that_a_newer_question_has_overtaken_is_not_shown()
    {
        var feed = new ActivityFeed(Ask);
        var first = feed.Show(new ActivityQuery { Search = "b" });
        var second = feed.Show(new ActivityQuery { Search = "ba" });

        _answers["ba"].SetResult([Some("Bakery")]);
        await second;
        _answers["b"].SetResult([Some("Book shop"), Some("Bakery")]);
        await first;

        Assert.Equal(["Bakery"], feed.Rows!.Select(row => row.Merchant));
        Assert.False(feed.IsReading);
    }

    [Fact]
    public async Task While_the_list_is_read_anew_no_older_rows_are_added_to_it()
    {
        var feed = new ActivityFeed(Ask);
        var first = feed.Show(new ActivityQuery { Search = "b" });
        _answers["b"].SetResult([.. Enumerable.Range(0, 51).Select(_ => Some("Bakery"))]);
        await first;
        Assert.True(feed.HasOlder);

        var second = feed.Show(new ActivityQuery { Search = "ba" });
        await feed.ShowOlder();
        _answers["ba"].SetResult([]);
        await second;

        Assert.Empty(feed.Rows!);
    }

    [Fact]
    public async Task After_a_failure_it_can_be_asked_again()
    {
        var feed = new ActivityFeed(Ask);
        var first = feed.Show(new ActivityQuery { Search = "b" });
        _answers["b"].SetException(new InvalidOperationException("as asked"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);

        Assert.False(feed.IsReading);
    }

    private Task<IReadOnlyList<Transaction>> Ask(ActivityQuery query, TransactionCursor after, int count) =>
        (_answers[query.Search!] = new TaskCompletionSource<IReadOnlyList<Transaction>>()).Task;

    private static Transaction Some(string merchant) => new()
    {
        Id = Guid.NewGuid(),
        AccountId = Guid.NewGuid(),
        Status = TransactionStatus.Posted,
        OccurredAt = BankTime.OnDay(new DateOnly(2026, 11, 3)),
        Amount = new Money(-100, Currency.Parse("USD")),
        IsCard = false,
        Category = Category.Other,
        Merchant = merchant,
        MerchantTag = default(Tag),
    };
}
