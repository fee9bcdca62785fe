using System.Data.Common;
using BankView.Data;
using BankView.Data.Imports;

namespace BankView.Web.Imports;

/// <summary>Stores what a preview showed, off the circuit's thread and in one transaction, and says why when nothing was stored.</summary>
public sealed class ImportAttempt(ImportStore imports, TimeProvider clock, ILogger<ImportAttempt> log)
{
    /// <summary>Either a result or a failure.</summary>
    /// <param name="onProgress">Called on any thread, a few times a second at most.</param>
    public async Task<(ImportResult? Result, ImportFailure? Failure)> Run(
        UserId userId, IReadOnlyList<PlannedPart> parts, int unreadableRows, Action<ImportProgress> onProgress)
    {
        var progress = new ThrottledProgress<ImportProgress>(clock, onProgress);
        try
        {
            var result = await Task.Run(() => imports.Import(userId, [.. parts.Select(part => part.ToImport())], unreadableRows, progress));
            return (result, result is null ? ImportFailure.AccountGone : null);
        }
        catch (DbException e)
        {
            log.LogError(e, "An import was rolled back");
            return (null, ImportFailure.NotStored);
        }
    }
}
