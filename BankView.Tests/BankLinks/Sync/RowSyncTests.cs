using BankView.Data;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.BankLinks.Sync;

public class RowSyncTests
{
    [Theory, Databases]
    public async Task Balances_and_rows_of_a_bank_are_there_after_the_first_reading_and_only_once_after_the_second(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        var asOf = BankTime.AtInstant(database.Clock.GetUtcNow().AddHours(-1));
        member.Bank.Accounts = [SyncedMember.Balance(12345, asOf)];
        member.Bank.Rows = [member.Row("1", 30, -100, "Tea House"), member.Row("2", 3, -200, "Corner Bakery"), member.Row("3", 0, -300, "City Transit", isPending: true)];

        var first = await member.Read(SyncTrigger.FirstSync);
        var second = await member.Read();

        Assert.Equal((SyncEnd.Done, 3, 0, 0), (first.End, first.Added, first.Changed, first.Removed));
        Assert.Equal((SyncEnd.Done, 0, 0, 0), (second.End, second.Added, second.Changed, second.Removed));
        Assert.Equal(["10-21 -100 Tea House", "11-17 -200 Corner Bakery", "11-20 -300 City Transit pending"], await member.Seen());
        var account = Assert.Single(await member.Member.Accounts.ListLinked(member.Id, Purpose.View));
        Assert.Equal((new Money(12345, Dollar), asOf), (account.Current, account.AsOf));
        await member.AssertDaysAddUp();
    }

    [Theory, Databases]
    public async Task A_correction_changes_the_row_and_not_its_id(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [member.Row("1", 3, -100, "Tea House")];
        await member.Read();
        var before = Assert.Single(await member.Member.Activity());

        member.Bank.Rows = [member.Row("1", 5, -175, "Corner Bakery") with { Memo = "corrected" }];
        var outcome = await member.Read();

        var after = Assert.Single(await member.Member.Activity());
        Assert.Equal((0, 1, before.Id), (outcome.Added, outcome.Changed, after.Id));
        Assert.Equal(["11-15 -175 Corner Bakery"], await member.Seen());
        Assert.Equal("corrected", (await member.Member.Transactions.Find(member.Id, after.Id, Purpose.View))!.Memo);
        Assert.Equal(["Corner Bakery"], (await member.Member.Merchants.List(member.Id, Purpose.View)).Select(merchant => merchant.Name));
        await member.AssertDaysAddUp();
    }

    public static TheoryData<DatabaseKind, string, string?, string, long> Postings
    {
        get
        {
            var data = new TheoryData<DatabaseKind, string, string?, string, long>();
            foreach (var kind in Enum.GetValues<DatabaseKind>())
            {
                data.Add(kind, "the bank's own link", "p", "SOMETHING ELSE", -9900);
                data.Add(kind, "the same amount", null, "Noodle Bar", -2000);
                data.Add(kind, "a tip", null, "Noodle Bar", -2400);
                data.Add(kind, "a released hold and a longer name", null, "NOODLE BAR 0042 SPRINGFIELD", -500);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Postings))]
    public async Task A_pending_row_posts_with_another_id_without_a_duplicate(DatabaseKind kind, string why, string? pendingId, string name, long cents)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [member.Row("p", 4, -2000, "Noodle Bar", isPending: true), member.Row("q", 4, -2000, "Ferry", isPending: true)];
        await member.Read();
        var pending = (await member.Member.Activity()).Single(row => row.Merchant is "Noodle Bar");

        member.Bank.Rows = [member.Row("x", 2, cents, name, pendingId: pendingId), member.Row("q", 4, -2000, "Ferry", isPending: true)];
        await member.Read();

        var rows = await member.Member.Activity();
        Assert.Equal(2, rows.Count);
        var posted = Assert.Single(rows, row => row.Id == pending.Id);
        Assert.True(posted is { Status: Data.Transactions.TransactionStatus.Posted } && posted.Amount.MinorUnits == cents, why);
        await member.AssertDaysAddUp();
    }

    [Theory, Databases]
    public async Task A_pending_row_is_not_taken_by_a_purchase_of_another_page_while_the_bank_still_lists_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [member.Row("p", 2, -450, "Coffee Cart", isPending: true)];
        await member.Read();
        var pending = Assert.Single(await member.Member.Activity());

        member.Bank.RowsPerPage = 1;
        member.Bank.Rows = [member.Row("x", 3, -450, "Coffee Cart"), member.Row("p", 2, -450, "Coffee Cart", isPending: true)];
        await member.Read();

        Assert.Equal(["11-17 -450 Coffee Cart", "11-18 -450 Coffee Cart pending"], await member.Seen());
        Assert.Contains(await member.Member.Activity(), row => row.Id == pending.Id && row.Status is Data.Transactions.TransactionStatus.Pending);
    }

    [Theory, Databases]
    public async Task A_pending_row_that_the_bank_drops_vanishes_and_a_posted_one_is_kept_and_marked_until_it_comes_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        var posted = member.Row("1", 3, -100, "Tea House");
        member.Bank.Rows = [posted, member.Row("p", 1, -200, "Corner Bakery", isPending: true)];
        await member.Read();

        member.Bank.Rows = [];
        Assert.Equal(1, (await member.Read()).Removed);
        Assert.Equal(["11-17 -100 Tea House"], await member.Seen());
        Assert.Equal(1, await member.Change("UPDATE transactions SET id = id WHERE user_id = @Id AND missing_since = @now"));

        member.Bank.Rows = [posted];
        await member.Read();
        Assert.Equal(1, await member.Change("UPDATE transactions SET id = id WHERE user_id = @Id AND missing_since IS NULL"));

        (member.Bank.Rows, member.Bank.IsComplete) = ([], true);
        Assert.Equal(1, (await member.Read()).Removed);
        Assert.Empty(await member.Seen());
        Assert.Empty(await member.Member.Merchants.List(member.Id, Purpose.View));
        await member.AssertDaysAddUp();
    }

    [Theory, Databases]
    public async Task Equal_rows_without_ids_stay_as_many_as_the_bank_has_on_whatever_pages_they_come(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.RowsPerPage = 1;
        var coffee = member.Row(null, 2, -450, "Coffee Cart");
        member.Bank.Rows = [coffee, coffee, member.Row(null, 2, -450, "Kiosk")];
        await member.Read();
        member.Bank.Rows.Add(coffee);
        await member.Read();

        Assert.Equal(["11-18 -450 Coffee Cart", "11-18 -450 Coffee Cart", "11-18 -450 Coffee Cart", "11-18 -450 Kiosk"], await member.Seen());
    }
}
