using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Imports;

/// <summary>An import tells how far it is, and one that is given up leaves nothing behind.</summary>
public class ImportProgressTests
{
    private static readonly StatementRow[] Rows =
        [.. Enumerable.Range(0, 2500).Select(i => Row("2026-11-01", -100 - i, "Corner Bakery", $"{i}"))];

    [Theory, Databases]
    public async Task It_counts_up_to_all_rows_known_ones_included(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Rows[..300]));
        var steps = new Steps();

        await member.Imports.Import(member.Id, [await member.Part(Checking(Rows)), await member.Part(Card(Rows[..10]))], 0, steps);

        Assert.True(steps.Count > 3);
        Assert.All(steps, step => Assert.Equal(2510, step.Total));
        Assert.Equal(steps.OrderBy(step => step.Done), steps);
        Assert.Equal(2510, steps[^1].Done);
    }

    [Theory, Databases]
    public async Task Given_up_in_the_middle_it_stores_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        using var cancellation = new CancellationTokenSource();
        var steps = new Steps(_ => cancellation.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await member.Imports.Import(member.Id, [await member.Part(Checking(Rows))], 0, steps, cancellation.Token));

        Assert.NotEmpty(steps);
        Assert.Empty(await member.Imports.List(member.Id));
        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.View));
        Assert.Equal(2500, (await member.BringIn(Checking(Rows))).NewRows);
    }

    private sealed class Steps(Action<ImportProgress>? then = null) : List<ImportProgress>, IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            Add(value);
            then?.Invoke(value);
        }
    }
}
