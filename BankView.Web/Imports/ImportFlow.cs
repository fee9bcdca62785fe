using BankView.Data;
using BankView.Data.Imports;
using BankView.Data.Statements.Csv;
using BankView.Web.SignIn;

namespace BankView.Web.Imports;

/// <summary>
/// One member's way from dropped files to stored rows, step by step; one for each page. The work runs off the circuit's thread, so
/// the page stays awake, and an import that has begun ends by itself when the page is left.
/// </summary>
public sealed class ImportFlow(DraftFiles files, ImportPlanner planner, ImportAttempt attempt, CurrentUser current)
{
    private bool _isImporting;

    /// <summary>Called, on any thread, when something here changed.</summary>
    public Action? Changed { get; set; }

    public DraftFiles Files => files;

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
        await files.Read(userId, uploaded);
        await PlanWhenUnderstood(userId);
    }

    public async Task Confirm(DraftFile file, CsvMapping mapping)
    {
        var userId = await current.RequireMember();
        await files.Confirm(userId, file, mapping);
        await PlanWhenUnderstood(userId);
    }

    public void MapAgain(DraftFile file)
    {
        Parts = null;
        files.MapAgain(file);
        Changed?.Invoke();
    }

    public async Task PutAway(DraftFile file)
    {
        files.PutAway(file);
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
            (var result, Failure) = await attempt.Run(userId, parts, files.UnreadableRows, step =>
            {
                Progress = step;
                Changed?.Invoke();
            });
            if (result is not null)
            {
                await files.RememberAccounts(userId, parts, result);
                Discard();
                Result = result;
            }
        }
        finally
        {
            (_isImporting, Progress) = (false, null);
            Changed?.Invoke();
        }
    }

    public void Discard()
    {
        files.PutAllAway();
        (Parts, Result, Failure) = (null, null, null);
        Changed?.Invoke();
    }

    private async Task PlanWhenUnderstood(UserId userId)
    {
        Parts = null;
        if (files.ToMap is not null || files.All.Count == 0)
        {
            return;
        }

        (Accounts, Parts) = await Task.Run(() => planner.Plan(userId, files.All));
        Changed?.Invoke();
    }
}
