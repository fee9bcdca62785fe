using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>Whether an attempt may take its last step, asked in the transaction that takes it.</summary>
internal sealed class LastStep(Databases databases, MemberKeys keys, ConsentStore consents, AttemptSteps steps, TimeProvider clock)
{
    /// <summary>Null when there is no such attempt of this member's. A bank that is not on offer any more gets back what it gave.</summary>
    public async Task<FinishedLink?> Take(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid id, IReadOnlyCollection<string> chosen)
    {
        // The bank first and then the member: whoever withdraws a bank takes them in this order, too.
        var isOffered = await IsOffered(connection, transaction, userId, id);
        if (!await MemberTurn.Take(connection, transaction, userId) || await AttemptSteps.Read(connection, transaction, userId, id) is not { } row)
        {
            return null;
        }

        var key = await keys.Get(userId);
        var content = row.Open(key);
        switch (row.StepAt(clock.GetUtcNow()))
        {
            case AttemptStep.Done:
                return new(FinishOutcome.Done, content.MadeLinks);
            case AttemptStep.ChoosingAccounts when isOffered:
                return await new LinkFinish(connection, transaction, key, userId, databases, keys, consents, clock).Run(row, content, chosen);
            case AttemptStep.ChoosingAccounts:
                await steps.GiveUp(connection, transaction, userId, id, AttemptStep.NotOffered);
                return new(FinishOutcome.NotOffered, []);
            case AttemptStep.NotOffered:
                return new(FinishOutcome.NotOffered, []);
            default:
                return new(FinishOutcome.NotAtThisStep, []);
        }
    }

    private async Task<bool> IsOffered(DbConnection connection, DbTransaction transaction, UserId userId, Guid id) =>
        await connection.QuerySingleOrDefaultAsync<Guid?>(
            "SELECT institution_id FROM link_attempts WHERE user_id = @userId AND id = @id", new { userId, id }, transaction) is { } institution
        && await InstitutionStore.HoldOffered(connection, transaction, databases.Data, institution);
}
