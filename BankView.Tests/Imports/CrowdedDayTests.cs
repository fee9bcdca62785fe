using BankView.Data.Database;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using CsCheck;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Imports;

/// <summary>Many rows of one day and amount, as when a club's members pay their fee: stored without ids, and brought in with ids.</summary>
public class CrowdedDayTests
{
    private static readonly string[] Names = ["Tea House", "TEA house", "Tea Room", "Corner Bakery", "Bakery", "Zoo", "Ümit Straßer", "UMIT STRASSER"];

    private static readonly Gen<(int Day, string Name)[]> Rows = Gen.Select(Gen.Int[3, 4], Gen.OneOf(Names)).Array[1, 40];

    [Theory, Databases]
    public async Task Each_row_is_told_as_if_it_were_compared_with_every_other(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        await Gen.Select(Rows, Rows).SampleAsync(async (stored, incoming) =>
        {
            var member = await TestMember.Join(database);
            await member.BringIn(Checking([.. stored.Select(row => Of(row))]));

            var preview = (await member.Imports.Preview(member.Id, [await member.Part(Checking([.. incoming.Select((row, i) => Of(row, $"id{i}"))]))]))[0];

            Assert.Equal(Told(stored, incoming), (preview.KnownRows, preview.LookAlikes));
        }, iter: 60, threads: 1);
    }

    [Theory, Databases]
    public async Task A_file_that_states_one_day_twice_in_two_ways_brings_each_row_once(DatabaseKind kind)
    {
        const int fees = 3000;
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var plain = Checking([.. Enumerable.Range(0, fees).Select(i => Row("2026-11-03", 1000, $"Fee {Word(i)}"))]);
        var withIds = Checking([.. Enumerable.Range(0, fees).Reverse().Select(i => Row("2026-11-03", 1000, $"SEPA {Word(i)} 2026", $"id{i}"))]);

        var previews = await member.Imports.Preview(member.Id, [await member.Part(plain), await member.Part(withIds)]);

        Assert.Equal([(fees, 0), (0, fees)], previews.Select(preview => (preview.NewRows, preview.KnownRows)));

        static string Word(int i) => $"member{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}";
    }

    private static StatementRow Of((int Day, string Name) row, string? id = null) => Row($"2026-11-{row.Day:D2}", -500, row.Name, id);

    /// <summary>Of the same merchant on the same or the other day, else of a word on the same day; each stored row stands for one only.</summary>
    private static (int Known, int LookAlikes) Told((int Day, string Name)[] stored, (int Day, string Name)[] incoming)
    {
        var free = stored.ToList();
        var (known, alike) = (0, 0);
        foreach (var row in incoming)
        {
            var same = free.FindIndex(other => other.Day == row.Day && IsSame(other, row));
            same = same >= 0 ? same : free.FindIndex(other => IsSame(other, row));
            same = same >= 0 ? same : free.FindIndex(other => other.Day == row.Day && Words(other).Overlaps(Words(row)));
            alike += same < 0 && free.Exists(other => other.Day == row.Day) ? 1 : 0;
            known += same < 0 ? 0 : 1;
            free.RemoveRange(Math.Max(same, 0), same < 0 ? 0 : 1);
        }

        return (known, alike);

        static bool IsSame((int, string Name) one, (int, string Name) other) => string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

        static HashSet<string> Words((int, string Name) row) =>
            [.. row.Name.ToUpperInvariant().Replace("Ü", "U", StringComparison.Ordinal).Replace("ß", "SS", StringComparison.Ordinal)
                .Split(' ').Where(word => word.Length >= 4)];
    }
}
