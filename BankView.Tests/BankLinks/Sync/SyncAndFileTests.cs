using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>The same account fed by a bank and by files, or by one link after another.</summary>
public class SyncAndFileTests
{
    [Theory, Databases]
    public async Task Rows_that_a_file_brought_are_not_doubled_by_the_bank_whether_they_have_ids_or_none(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        await member.Member.BringIn(Checking(Row("2026-11-10", -450, "Coffee Cart 0042", "fitid-1"), Row("2026-11-11", -450, "Coffee Cart"),
            Row("2026-11-12", -999, "Only In The File", "fitid-2")), account: member.AccountId);
        var ids = (await member.Member.Activity()).Select(row => row.Id).ToHashSet();

        member.Bank.Rows = [member.Row("a", 10, -450, "Coffee Cart"), member.Row("b", 9, -450, "Coffee Cart"), member.Row("c", 9, -450, "Coffee Cart")];
        var outcome = await member.Read();

        Assert.Equal((1, 2), (outcome.Added, outcome.Changed));
        Assert.Equal(["11-10 -450 Coffee Cart", "11-11 -450 Coffee Cart", "11-11 -450 Coffee Cart", "11-12 -999 Only In The File"], await member.Seen());
        Assert.Superset(ids, (await member.Member.Activity()).Select(row => row.Id).ToHashSet());
        await member.AssertDaysAddUp();
    }

    [Theory, Databases]
    public async Task A_file_with_rows_that_the_bank_brought_before_brings_nothing_new(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [member.Row("a", 10, -450, "Coffee Cart"), member.Row("b", 9, -450, "Coffee Cart")];
        await member.Read();

        var import = await member.Member.BringIn(Checking(Row("2026-11-10", -450, "Coffee Cart", "fitid-1"), Row("2026-11-11", -450, "Coffee Cart"),
            Row("2026-11-11", -120, "Kiosk", "fitid-2")), account: member.AccountId);

        Assert.Equal((1, 2), (import.NewRows, import.KnownRows));
        Assert.Equal(3, (await member.Seen()).Count);
    }

    [Theory, Databases]
    public async Task A_new_link_finds_the_old_history_again_though_all_ids_are_others(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [.. Enumerable.Range(0, 12).Select(day => member.Row($"old {day}", day, -450, "Coffee Cart")), member.Row("old x", 3, -450, "Coffee Cart")];
        await member.Read();
        var before = await member.Member.Activity();

        await member.Change("UPDATE bank_links SET revoked_at = @now, next_sync_at = NULL WHERE user_id = @Id AND id = @LinkId");
        await member.Link();
        member.Bank.Rows = [.. member.Bank.Rows.Select(row => row with { Id = $"new {row.Id}" })];
        member.Bank.RowsPerPage = 5;
        await member.Read();

        Assert.Equal(before.Select(row => (row.Id, row.OccurredAt)).Order(), (await member.Member.Activity()).Select(row => (row.Id, row.OccurredAt)).Order());
        await member.AssertDaysAddUp();
    }
}
