using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;

namespace BankView.Data.BankLinks;

/// <summary>
/// Takes in what banks answer while a link is made or repaired, and keeps it with the attempt. What goes wrong there stands in the
/// attempt as its problem; nothing here throws for what a bank or a member can cause.
/// </summary>
public sealed class BankAnswers(LinkAttemptStore attempts, InstitutionStore institutions, InstalledConnectors connectors)
{
    private readonly AttemptSteps _steps = attempts.Steps;

    /// <summary>
    /// Takes in what the bank sent the browser back with. Returns the attempt that it belongs to, however it went; null when it belongs
    /// to none of this member's. A reply that comes again changes nothing.
    /// </summary>
    public async Task<Guid?> TakeReply(UserId userId, IReadOnlyDictionary<string, string> query)
    {
        if (query.GetValueOrDefault("state") is not { Length: > 0 } state || await attempts.TakeReply(userId, state) is not var (id, isFirst))
        {
            return null;
        }

        if (isFirst)
        {
            await Complete(userId, id, new LinkReply { Query = query }, AttemptStep.Failed);
        }

        return id;
    }

    /// <summary>Takes in the token that a member pasted. When it is not good, another can be pasted.</summary>
    public async Task PasteToken(UserId userId, Guid attemptId, string token)
    {
        if (await _steps.Move(userId, attemptId, AttemptStep.AtBank, AttemptStep.Answering))
        {
            await Complete(userId, attemptId, new LinkReply { Token = token.Trim() }, AttemptStep.AtBank);
        }
    }

    /// <summary>Asks the bank what it shares, now or once more; a repair is finished by that.</summary>
    public async Task FindAccounts(UserId userId, Guid attemptId)
    {
        if (await _steps.Open(userId, attemptId, AttemptStep.ChoosingAccounts) is not var (row, content)
            || await institutions.OpenSettings(row.InstitutionId) is not { } institution)
        {
            return;
        }

        var access = new BankAccess
        {
            Institution = institution,
            Credential = content.Credential!,
            Keep = credential => KeepCredential(userId, row, content.Terms.Bank, credential),
            IsMemberPresent = true,
            UserId = userId,
            LinkId = row.LinkId,
        };
        BankAccountList? list = null;
        ConnectorProblem? problem = null;
        try
        {
            list = await connectors.Reach(institution).ListAccounts(access);
            problem = list.Problems is [var first, ..] ? first : null;
        }
        catch (ConnectorException failure)
        {
            problem = failure.Problem;
        }

        var accounts = list?.Accounts.DistinctBy(account => account.Id, StringComparer.Ordinal).Select(KeptAccount.Of).ToList();
        var kept = await _steps.Move(userId, attemptId, AttemptStep.ChoosingAccounts, AttemptStep.ChoosingAccounts,
            before => before with { Accounts = accounts ?? before.Accounts, Problem = problem });
        if (kept && accounts is not null && content.Kind is AttemptKind.Repair)
        {
            await attempts.Finish(userId, attemptId, []);
        }
    }

    private async Task Complete(UserId userId, Guid attemptId, LinkReply reply, AttemptStep whenRefused)
    {
        if (await _steps.Open(userId, attemptId, AttemptStep.Answering) is not var (row, content)
            || await institutions.OpenSettings(row.InstitutionId) is not { } institution)
        {
            return;
        }

        try
        {
            var request = await _steps.RequestOf(userId, content.Terms, content.State, content.ReturnTo, row.LinkId);
            var grant = await connectors.Reach(institution).Complete(institution, request with { Kept = content.Kept }, reply);
            if (!await _steps.Move(userId, attemptId, AttemptStep.Answering, AttemptStep.ChoosingAccounts,
                before => before with { Kept = null, Credential = grant.Credential, Consent = grant.Consent, Problem = null }))
            {
                // Given up, or run out, while the bank answered: nothing comes of what it gave.
                await _steps.PutAside(userId, row, content.Terms.Bank, grant.Credential);
                return;
            }
        }
        catch (ConnectorException failure)
        {
            await _steps.Move(userId, attemptId, AttemptStep.Answering, whenRefused, before => (whenRefused is AttemptStep.Failed ? before.WithoutSecrets() : before) with { Problem = failure.Problem });
            return;
        }

        await FindAccounts(userId, attemptId);
    }

    private async Task KeepCredential(UserId userId, AttemptRow row, string bank, string credential)
    {
        if (!await _steps.Move(userId, row.Id, AttemptStep.ChoosingAccounts, AttemptStep.ChoosingAccounts,
            before => before with { Credential = credential }))
        {
            await _steps.PutAside(userId, row, bank, credential);
        }
    }
}
