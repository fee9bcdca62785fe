using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Testing;
using CsCheck;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>
/// A bank's books live through payments, bookings, corrections and rows that vanish and come again, and are read meanwhile in pages and
/// windows of any size, in any order, interrupted anywhere, under one link after another: each payment that meets a rule is told of once.
/// </summary>
public class AlertHistoryPropertyTests
{
    private const long Threshold = 10_000;

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (6, Gen.Select(Gen.Int[0, 9], Gen.OneOf(-100L, -9_999L, -10_000L, -10_000L, -25_000L, 30_000L), Gen.Bool)
            .Select((day, cents, isPending) => new Step(What.Add, day, cents, isPending))),
        (3, Gen.Select(Gen.Int[0, 99], Gen.OneOf(0L, -20L, -20_000L)).Select((at, more) => new Step(What.Post, at, more, false))),
        (2, Gen.Int[0, 99].Select(at => new Step(What.Vanish, at, 0, false))),
        (2, Gen.Select(Gen.Int[0, 99], Gen.Bool).Select((at, keepsId) => new Step(What.Return, at, 0, keepsId))),
        (2, Gen.Select(Gen.Int[0, 99], Gen.OneOf(-1L, -15_000L)).Select((at, more) => new Step(What.Correct, at, more, false))),
        (1, Gen.Const(new Step(What.Relink, 0, 0, false))),
        (5, Gen.Const(new Step(What.Read, 0, 0, false))),
        (2, Gen.Int[0, 6].Select(at => new Step(What.ReadInterrupted, at, 0, false))));

    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("BANKVIEW_TEST_HISTORIES") ?? "40");

    private enum What
    {
        Add, Post, Vanish, Return, Correct, Relink, Read, ReadInterrupted,
    }

    // Names that share no word: a row in the place of another one with a word in common is taken for it.
    [Theory, Databases]
    public Task Each_payment_that_meets_a_rule_is_told_of_once(DatabaseKind kind) => Live(kind, number => $"{Letters(number)}shop");

    [Theory, Databases]
    public Task So_is_each_of_payments_that_look_alike(DatabaseKind kind) => Live(kind, number => number % 2 == 0 ? "Tea House" : "Corner Bakery");

    private static async Task Live(DatabaseKind kind, Func<int, string> shop)
    {
        await using var database = await TestDatabase.Make(kind);
        await Gen.Select(Steps.Array[1, 30], Gen.Int[1, 4], Gen.Int[2, 40], Gen.Bool).SampleAsync(async (steps, rowsPerPage, daysPerWindow, isBackwards) =>
        {
            var books = new Books(await WatchedBank.Join(database), shop);
            var bank = books.Synced.Bank;
            bank.RowsPerPage = rowsPerPage;
            bank.Traits = bank.Traits with { MostDaysPerWindow = daysPerWindow };
            bank.Cut = pages => isBackwards ? Backwards(pages) : pages;
            await books.Synced.Member.AlertRules.Set(
                books.Synced.Id, books.Synced.AccountId, AlertRule.LargePayment, isOn: true, new Money(Threshold, Dollar));
            await books.Synced.Member.AlertChoices.Save(books.Synced.Id, new AlertChoices { DailyCap = 5 });
            foreach (var step in steps)
            {
                await books.Do(step);
            }

            await books.Synced.Read();
            await books.AssertToldOnce();
        }, iter: Histories, threads: 1);
    }

    // The last window comes first, and of each window the last rows; what says that a window is finished stays its last page.
    private static List<SyncPage> Backwards(IReadOnlyList<SyncPage> pages)
    {
        var windows = new List<List<SyncPage>> { new() };
        foreach (var page in pages)
        {
            windows[^1].Add(page);
            if (page.Finished.Count > 0)
            {
                windows.Add([]);
            }
        }

        windows.Reverse();
        return [.. windows.SelectMany(window => window.Zip(window.AsEnumerable().Reverse(), (page, other) => page with { Rows = other.Rows }))];
    }

    private static string Letters(int number) => new([.. number.ToString("D3", System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0'))]);

    private sealed class Books(SyncedMember synced, Func<int, string> shop)
    {
        private readonly List<BankTransaction> _vanished = [];
        private readonly List<string> _made = [];
        private bool _isCorrected;
        private int _ids;

        public SyncedMember Synced => synced;

        private List<BankTransaction> Rows => synced.Bank.Rows;

        public async Task Do(Step step)
        {
            var pending = Rows.Where(row => row.Status is TransactionStatus.Pending).ToList();
            switch (step.What)
            {
                case What.Add:
                    _made.Add(shop(_made.Count));
                    Rows.Add(synced.Row(NewId(), step.At, step.Cents, _made[^1], step.Flag));
                    break;
                case What.Post when pending.Count > 0:
                    var old = pending[step.At % pending.Count];
                    await Settle(isNeeded: step.Cents != 0);
                    _isCorrected |= step.Cents != 0;
                    Rows[Rows.IndexOf(old)] = old with { Id = NewId(), PendingId = old.Id, Status = TransactionStatus.Posted, PostedAt = old.OccurredAt, Amount = More(old, step) };
                    break;
                case What.Vanish when Rows.Count > 0:
                    await Settle(isNeeded: _isCorrected);
                    _vanished.Add(Rows[step.At % Rows.Count]);
                    Rows.RemoveAt(step.At % Rows.Count);
                    break;
                case What.Return when _vanished.Count > 0:
                    var back = _vanished[step.At % _vanished.Count];
                    _vanished.Remove(back);
                    Rows.Add(step.Flag ? back : back with { Id = NewId(), PendingId = null });
                    break;
                case What.Correct when Rows.Count > 0:
                    await Settle(isNeeded: true);
                    _isCorrected = true;
                    Rows[step.At % Rows.Count] = Rows[step.At % Rows.Count] with { Amount = More(Rows[step.At % Rows.Count], step) };
                    break;
                case What.Relink:
                    await Settle(isNeeded: _isCorrected);
                    await WatchedBank.Relink(synced);
                    synced.Bank.Rows = [.. Rows.Select(row => row with { Id = NewId(), PendingId = null })];
                    break;
                case What.Read:
                    await synced.Read();
                    break;
                case What.ReadInterrupted:
                    synced.Bank.BeforePage = page => page == step.At ? throw new ConnectorException(ProblemKind.ProviderDown) : Task.CompletedTask;
                    await synced.Read();
                    synced.Bank.BeforePage = _ => Task.CompletedTask;
                    break;
            }
        }

        public async Task AssertToldOnce()
        {
            var told = await WatchedBank.Alerts(synced);
            Assert.Equal(told.Count, told.Select(alert => alert.Payment!.TransactionId).Distinct().Count());
            foreach (var name in _made.Distinct())
            {
                var count = told.Count(alert => string.Equals(alert.Payment!.Merchant, name, StringComparison.OrdinalIgnoreCase));
                var met = Rows.Count(row => string.Equals(row.Name, name, StringComparison.Ordinal) && row.Amount.MinorUnits <= -Threshold);
                Assert.InRange(count, met, _made.Count(made => string.Equals(made, name, StringComparison.Ordinal)));
            }

            Assert.Equal(Math.Min(told.Count, 5), told.Count(alert => !alert.IsQuiet));
        }

        // A row that has another id and another amount at once, or is corrected and gone before anybody saw it, is another one to whoever reads.
        private async Task Settle(bool isNeeded)
        {
            if (isNeeded)
            {
                await synced.Read();
                _isCorrected = false;
            }
        }

        private static Money More(BankTransaction row, Step step) =>
            row.Amount with { MinorUnits = row.Amount.MinorUnits + (row.Amount.IsNegative ? step.Cents : 0) };

        private string NewId() => $"row {++_ids}";
    }

    private sealed record Step(What What, int At, long Cents, bool Flag);
}
