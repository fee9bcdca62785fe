using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Imports;

public class ConcurrentImportTests
{
    [Theory, Databases]
    public async Task The_same_file_brought_in_several_times_at_once_is_there_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var part = await member.Part(Checking([.. Enumerable.Range(0, 200).Select(i => Row("2026-11-03", -100 - i, $"Shop {i % 7}", i % 2 == 0 ? $"{i}" : null))]));

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => member.Imports.Import(member.Id, [part], 0))));

        Assert.Equal([0, 0, 0, 0, 0, 200], results.Select(result => result!.NewRows).Order());
        Assert.Equal(200, (await member.Activity()).Count);
        Assert.Single(await member.Accounts.ListLinked(member.Id, Purpose.View));
    }

    [Theory, Databases]
    public async Task An_import_and_its_undoing_at_once_end_with_sums_that_are_right(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var first = await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1"), Row("2026-11-04", -200, "Cake", "2")));
        var second = await member.Part(Checking(Row("2026-11-03", -400, "Tea", "3")), account: first.AccountIds[0]);

        var import = Task.Run(() => member.Imports.Import(member.Id, [second], 0));
        await Task.WhenAll(import, Task.Run(() => member.Imports.Undo(member.Id, first.ImportId)));

        // Whoever came first: the undone rows are gone. Undone first, the account is gone too, and the import brought nothing.
        var rows = await member.Activity();
        Assert.Equal((await import)?.NewRows ?? 0, rows.Count);
        Assert.Equal(rows.Sum(row => row.Amount.MinorUnits),
            (await member.Accounts.ListDays(member.Id, Purpose.View, new DateOnly(2026, 1, 1))).Sum(day => day.Out.MinorUnits));
        Assert.Equal(rows.Count, (await member.Merchants.List(member.Id, Purpose.View)).Count);
    }

    [Theory, Databases]
    public async Task A_file_for_somebody_elses_account_brings_nothing_in_not_even_its_other_parts(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (owner, other) = (await TestMember.Join(database), await TestMember.Join(database));
        var foreign = await owner.Part(Checking(Row("2026-11-03", -100, "Tea", "1")), account: (await owner.BringIn(Checking())).AccountIds[0]);

        Assert.Null(await other.Imports.Import(other.Id, [await other.Part(Card(Row("2026-11-03", -100, "Books", "1"))), foreign], 0));

        Assert.Empty(await other.Links.List(other.Id));
        Assert.Empty(await owner.Activity());
    }
}
