using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using CsCheck;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>
/// A bank's books live through purchases, bookings, corrections and vanishing rows, and are read meanwhile in pages and windows of any
/// size, interrupted anywhere, under one link after another: in the end the member has what the bank has, row for row.
/// </summary>
public class SyncPropertyTests
{
    // Few days, names and amounts, so that many rows are alike.
    private static readonly Gen<Step> Steps = Gen.Frequency(
        (6, Gen.Select(Gen.Int[0, 9], Gen.OneOf(-100L, -100L, -250L, 999L), Gen.OneOf("Tea House", "Corner Bakery"), Gen.Bool)
            .Select(row => new Step(What.Add, row.Item1, row.Item2, row.Item3, row.Item4))),
        (3, Gen.Select(Gen.Int[0, 99], Gen.OneOf(0L, -20L)).Select((at, tip) => new Step(What.Post, at, tip, "", false))),
        (1, Gen.Int[0, 99].Select(at => new Step(What.PostWithLink, at, 0, "", false))),
        (2, Gen.Int[0, 99].Select(at => new Step(What.Vanish, at, 0, "", false))),
        (2, Gen.Select(Gen.Int[0, 99], Gen.OneOf(-1L, -50L)).Select((at, more) => new Step(What.Correct, at, more, "", false))),
        (1, Gen.Const(new Step(What.Relink, 0, 0, "", false))),
        (4, Gen.Int[0, 12].Select(at => new Step(What.Read, at, 0, "", false))),
        (2, Gen.Select(Gen.Int[1, 6], Gen.Bool).Select((at, cancels) => new Step(What.ReadInterrupted, at, 0, "", cancels))));

    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("BANKVIEW_TEST_HISTORIES") ?? "60");

    private enum What
    {
        Add, Post, PostWithLink, Vanish, Correct, Relink, Read, ReadInterrupted,
    }

    [Theory, Databases]
    public Task The_member_ends_with_what_the_bank_has(DatabaseKind kind) => EndsWithTheBooks(kind, withIds: true);

    [Theory, Databases]
    public Task The_member_ends_with_what_a_bank_has_that_gives_no_ids(DatabaseKind kind) => EndsWithTheBooks(kind, withIds: false);

    private static async Task EndsWithTheBooks(DatabaseKind kind, bool withIds)
    {
        await using var database = await TestDatabase.Make(kind);
        await Gen.Select(Steps.Array[1, 30], Gen.Int[1, 5], Gen.Int[2, 40]).SampleAsync(async (steps, rowsPerPage, daysPerWindow) =>
        {
            var member = await SyncedMember.Join(database);
            member.Bank.IsComplete = true;
            member.Bank.RowsPerPage = rowsPerPage;
            member.Bank.Traits = member.Bank.Traits with { MostDaysPerWindow = daysPerWindow, CallsPerDay = 1_000_000, DaysOfHistory = 30 };
            for (var i = 0; i < steps.Length; i++)
            {
                await Do(member, steps[i], withIds ? $"{i}" : null);
            }

            Assert.Equal(SyncEnd.Done, (await member.Read()).End);

            Assert.Equal(OnTheBooks(member), await member.Seen());
            await member.AssertDaysAddUp();
        }, iter: Histories, threads: 1);
    }

    private static async Task Do(SyncedMember member, Step step, string? id)
    {
        var books = member.Bank.Rows;
        var pending = books.Where(row => row.Status is TransactionStatus.Pending).ToList();
        switch (step.What)
        {
            case What.Add:
                books.Add(member.Row(id, step.At, step.Cents, step.Name, step.Flag));
                break;
            case What.Post or What.PostWithLink when pending.Count > 0:
                var old = pending[step.At % pending.Count];
                books[books.IndexOf(old)] = old with
                {
                    Id = id,
                    PendingId = step.What is What.PostWithLink ? old.Id : null,
                    Status = TransactionStatus.Posted,
                    PostedAt = old.OccurredAt,
                    Amount = old.Amount with { MinorUnits = old.Amount.MinorUnits + (old.Amount.IsNegative ? step.Cents : 0) },
                };
                break;
            case What.Vanish when books.Count > 0:
                books.RemoveAt(step.At % books.Count);
                break;
            case What.Correct when books.Count > 0:
                var wrong = books[step.At % books.Count];
                books[step.At % books.Count] = wrong with { Amount = wrong.Amount with { MinorUnits = wrong.Amount.MinorUnits + step.Cents } };
                break;
            case What.Relink:
                await member.Change("UPDATE bank_links SET revoked_at = @now WHERE user_id = @Id AND id = @LinkId");
                await member.Link();
                member.Bank.Rows = [.. books.Select(row => row with { Id = id is null ? null : $"{id} {row.Id}", PendingId = null })];
                break;
            case What.Read:
                await member.Read();
                break;
            case What.ReadInterrupted:
                await Interrupt(member, step.At, cancels: step.Flag);
                break;
        }
    }

    private static async Task Interrupt(SyncedMember member, int page, bool cancels)
    {
        using var stop = new CancellationTokenSource();
        member.Bank.BeforePage = at => at != page ? Task.CompletedTask : cancels ? stop.CancelAsync() : throw new ConnectorException(ProblemKind.ProviderDown);
        try
        {
            await member.Read(cancellation: stop.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.True(cancels);
        }

        member.Bank.BeforePage = _ => Task.CompletedTask;
    }

    private static IEnumerable<string> OnTheBooks(SyncedMember member) => member.Bank.Rows.Select(row =>
        $"{MemoryBank.DayOf(row):MM-dd} {row.Amount.MinorUnits} {row.Name}{(row.Status is TransactionStatus.Pending ? " pending" : "")}").Order(StringComparer.Ordinal);

    private sealed record Step(What What, int At, long Cents, string Name, bool Flag);
}
