using System.Data.Common;
using System.Globalization;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;
using BankView.Web.Shell;
using BankView.Web.SignIn;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Imports;

/// <summary>
/// One member's way from dropped files to stored rows, step by step; one for each page. The work runs off the circuit's thread, so
/// the page stays awake, and an import that has begun ends by itself when the page is left.
/// </summary>
public sealed class ImportFlow(StatementIntake intake, ImportPlanner planner, ImportStore imports, AccountStore accountStore,
    CsvMappingStore mappings, CurrentUser current, Viewer viewer, TimeProvider clock, IStringLocalizer<ImportTexts> texts, ILogger<ImportFlow> log)
{
    private List<DraftFile> _files = [];
    private bool _isImporting;

    /// <summary>Called, on any thread, when something here changed.</summary>
    public Action? Changed { get; set; }

    public IReadOnlyList<DraftFile> Files => _files;

    public IEnumerable<DraftFile> Refused => _files.Where(file => file.Statement.Refusal is not null && !file.NeedsMapping);

    /// <summary>The CSV that the member is to look at next.</summary>
    public DraftFile? ToMap => _files.Find(file => file.NeedsMapping);

    /// <summary>What the files would bring; null until they are all understood, empty when none brings anything.</summary>
    public IReadOnlyList<PlannedPart>? Parts { get; private set; }

    public IReadOnlyList<ExistingAccount> Accounts { get; private set; } = [];

    /// <summary>Null unless an import is running.</summary>
    public ImportProgress? Progress { get; private set; }

    public ImportResult? Result { get; private set; }

    public ImportFailure? Failure { get; private set; }

    public async Task Take(IReadOnlyList<UploadedFile> uploaded)
    {
        Discard();
        var userId = await current.RequireMember();
        var (assumed, zone) = (AssumedCurrency.Of(CultureInfo.CurrentCulture), viewer.ZoneId);
        _files = await Task.Run(async () =>
        {
            var read = new List<DraftFile>();
            foreach (var file in uploaded)
            {
                read.Add(file.Bytes is { } bytes
                    ? await intake.Read(userId, file.Name, bytes, assumed, zone)
                    : StatementIntake.Refused(file.Name, file.IsTooLarge ? RefusalReason.TooLarge : RefusalReason.Damaged));
            }

            return read;
        });
        await PlanWhenUnderstood(userId);
    }

    /// <summary>Reads a CSV by the mapping the member confirmed, and remembers it for the next file with that header.</summary>
    public async Task Confirm(DraftFile file, CsvMapping mapping)
    {
        var userId = await current.RequireMember();
        var read = await Task.Run(() => StatementIntake.Confirm(file, mapping with { CurrencyAssumed = false }));
        _files[_files.IndexOf(file)] = read;
        await mappings.Remember(userId, file.Csv!.Shape.Fingerprint, read.Csv!.Mapping, file.Csv.AccountId);
        await PlanWhenUnderstood(userId);
    }

    /// <summary>Shows the mapping of a CSV again.</summary>
    public void MapAgain(DraftFile file)
    {
        Parts = null;
        _files[_files.IndexOf(file)] = file with { Csv = file.Csv! with { IsConfirmed = false } };
        Changed?.Invoke();
    }

    public async Task PutAway(DraftFile file)
    {
        _files.Remove(file);
        await PlanWhenUnderstood(await current.RequireMember());
    }

    public async Task MoveTo(PlannedPart part, Guid? accountId)
    {
        var userId = await current.RequireMember();
        part.AccountId = accountId;
        await Task.Run(() => planner.Count(userId, Parts!));
    }

    /// <summary>Stores everything in one transaction, or nothing.</summary>
    public async Task Import()
    {
        if (_isImporting || Parts is not { Count: > 0 } parts)
        {
            return;
        }

        _isImporting = true;
        (Failure, Progress) = (null, new ImportProgress(0, parts.Sum(part => part.Statement.Rows.Count)));
        Changed?.Invoke();
        try
        {
            var userId = await current.RequireMember();
            var unreadable = _files.Sum(file => file.Statement.Unreadable.Count);
            var progress = new ThrottledProgress<ImportProgress>(clock, step =>
            {
                Progress = step;
                Changed?.Invoke();
            });
            var result = await Task.Run(() => imports.Import(userId, [.. parts.Select(part => part.ToImport())], unreadable, progress));
            Failure = result is null ? ImportFailure.AccountGone : null;
            if (result is not null)
            {
                await RememberAccounts(userId, parts, result);
                Discard();
                Result = result;
            }
        }
        catch (DbException e)
        {
            log.LogError(e, "An import was rolled back");
            Failure = ImportFailure.NotStored;
        }
        finally
        {
            (_isImporting, Progress) = (false, null);
            Changed?.Invoke();
        }
    }

    public void Discard()
    {
        (_files, Parts, Result, Failure) = ([], null, null, null);
        Changed?.Invoke();
    }

    private async Task PlanWhenUnderstood(UserId userId)
    {
        Parts = null;
        if (ToMap is not null || _files.Count == 0)
        {
            return;
        }

        (Accounts, Parts) = await Task.Run(async () =>
        {
            var linked = await accountStore.ListLinked(userId, Purpose.View);
            IReadOnlyList<ExistingAccount> known =
                [.. linked.Select(account => new ExistingAccount(account.Id, account.BankName, account.Name, account.LastFour, account.Currency))];
            return (known, await planner.Plan(userId, _files, known, NameOf));
        });
        Changed?.Invoke();
    }

    private string NameOf(StatementAccount account, int before) =>
        before == 0 ? texts[$"Kind_{account.Kind}"] : texts["NumberedAccount", texts[$"Kind_{account.Kind}"], before + 1];

    // A CSV that names no account belongs where the member put it, the next time too.
    private async Task RememberAccounts(UserId userId, IReadOnlyList<PlannedPart> parts, ImportResult result)
    {
        foreach (var part in parts.Where(part => part is { File.Csv: not null, Statement.Account.Number: null }))
        {
            var accountId = part.AccountId ?? (parts.Count == 1 ? result.AccountIds[0] : null);
            await mappings.Remember(userId, part.File.Csv!.Shape.Fingerprint, part.File.Csv.Mapping, accountId);
        }
    }
}

/// <summary>Why an import stored nothing. Pages turn it into a sentence.</summary>
public enum ImportFailure
{
    /// <summary>The database refused or was away.</summary>
    NotStored,

    /// <summary>An account it was to go to is not there any more.</summary>
    AccountGone,
}
