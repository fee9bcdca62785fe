using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using CsCheck;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Imports;

/// <summary>A history comes in by files that overlap, in any order, some of them twice: it must end as if it had come in one file.</summary>
public class SplitImportTests
{
    private const int Days = 12;

    // Few names and amounts, so that many rows of a day are equal.
    private static readonly Gen<(int Day, int Cents, string Name)[]> Histories =
        Gen.Select(Gen.Int[0, Days - 1], Gen.OneOf(-100, -100, -250, 999), Gen.OneOf("Tea House", "Tea House", "Corner Bakery", "City Transit")).Array[1, 40];

    // Whole days, because a row without the bank's id is told from its equals of that day by its place among them.
    private static readonly Gen<(int First, int Last)[]> Files =
        from cuts in Gen.Int[1, Days - 1].Array[0, 4]
        from extra in Gen.Select(Gen.Int[0, Days - 1], Gen.Int[0, 6]).Array[0, 3]
        let edges = cuts.Append(0).Append(Days).Distinct().Order().ToArray()
        let parts = edges.SkipLast(1).Zip(edges.Skip(1), (first, next) => (first, next - 1))
        let overlapping = extra.Select(range => (range.Item1, Math.Min(Days - 1, range.Item1 + range.Item2)))
        from shuffled in Gen.Shuffle(parts.Concat(overlapping).Concat(overlapping.Take(1)).ToArray())
        select shuffled;

    [Theory, Databases]
    public Task Rows_with_the_banks_ids_end_as_one_file_would(DatabaseKind kind) => EndsAsOneFile(kind, withIds: true);

    [Theory, Databases]
    public Task Rows_without_ids_end_as_one_file_would(DatabaseKind kind) => EndsAsOneFile(kind, withIds: false);

    private static async Task EndsAsOneFile(DatabaseKind kind, bool withIds)
    {
        await using var database = await TestDatabase.Make(kind);
        await Gen.Select(Histories, Files).SampleAsync(async (history, files) =>
        {
            var rows = history.OrderBy(row => row.Day).Select((row, i) =>
                Row($"2026-11-{row.Day + 1:D2}", row.Cents, row.Name, withIds ? $"id{i}" : null)).ToList();
            var (whole, split) = (await TestMember.Join(database), await TestMember.Join(database));

            await whole.BringIn(Checking([.. rows]));
            foreach (var (first, last) in files)
            {
                await split.BringIn(Checking([.. rows.Where(row => row.OccurredAt.At.Day - 1 >= first && row.OccurredAt.At.Day - 1 <= last)]));
            }

            Assert.Equal(rows.Count, (await whole.Activity()).Count);
            Assert.Equal(await Everything(whole), await Everything(split));
        }, iter: 25, threads: 1);
    }

    private static async Task<string> Everything(TestMember member)
    {
        var rows = (await member.Activity()).Select(row => $"{row.OccurredAt.At:O} {row.Amount} {row.Merchant} {row.Category}").Order(StringComparer.Ordinal);
        var days = (await member.Accounts.ListDays(member.Id, Purpose.View, new DateOnly(2026, 1, 1))).Select(day => $"{day.Day:O} {day.In} {day.Out}");
        var merchants = (await member.Merchants.List(member.Id, Purpose.View))
            .Select(merchant => $"{merchant.Name} {merchant.FirstSeen:O} {merchant.LastSeen:O}").Order(StringComparer.Ordinal);
        return string.Join('\n', [.. rows, .. days, .. merchants]);
    }
}
