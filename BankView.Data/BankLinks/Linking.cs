using System.Security.Cryptography;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;

namespace BankView.Data.BankLinks;

/// <summary>
/// How a beginning went: the attempt; or else what the bank had against it; or neither, when the bank is not on offer (any more) or
/// the link that it is for has ended.
/// </summary>
public sealed record LinkBeginning(Guid? AttemptId, ConnectorProblem? Problem);

/// <summary>
/// Asks banks while a link is made or repaired, and keeps what they say with the attempt. What goes wrong there stands in the attempt
/// as its problem; nothing here throws for what a bank or a member can cause.
/// </summary>
public sealed class Linking(LinkAttemptStore attempts, InstitutionStore institutions, ConsentStore consents, BankLinkStore links,
    InstalledConnectors connectors, TimeProvider clock)
{
    /// <summary>Asks the bank to begin a link on these terms, or its repair or renewal.</summary>
    /// <param name="returnTo">Where the bank sends the browser back to.</param>
    public async Task<LinkBeginning> Begin(UserId userId, Guid institutionId, AttemptKind kind, LinkTerms terms, Uri returnTo, Guid? linkId = null)
    {
        if (await institutions.OpenSettings(institutionId) is not { } institution || (kind is not AttemptKind.Repair && !terms.AreAllowed))
        {
            return new(null, null);
        }

        var state = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var request = await RequestOf(userId, terms, state, returnTo, linkId);
        try
        {
            var start = await ConnectorOf(institution).Begin(institution, request);
            var id = await attempts.Begin(userId, new NewAttempt
            {
                InstitutionId = institutionId, LinkId = linkId, Kind = kind, Terms = terms, State = state, ReturnTo = returnTo, Start = start,
            });
            return new(id, null);
        }
        catch (ConnectorException problem)
        {
            return new(null, problem.Problem);
        }
    }

    /// <summary>Begins anew what failed or ran out, on the terms agreed to before.</summary>
    public async Task<LinkBeginning> BeginAgain(UserId userId, Guid attemptId, Uri returnTo)
    {
        if (await attempts.Find(userId, attemptId) is not { } attempt)
        {
            return new(null, null);
        }

        await attempts.GiveUp(userId, attemptId);
        return await Begin(userId, attempt.InstitutionId, attempt.Kind, attempt.Terms, returnTo, attempt.LinkId);
    }

    /// <summary>
    /// What the member agreed to last for a link; for as many days as are left of it, or as it was for when it is over. Null when there
    /// is no such link.
    /// </summary>
    public async Task<(LinkTerms Terms, bool IsActive)?> FindTerms(UserId userId, Guid linkId)
    {
        if (await links.Find(userId, linkId) is not { } link || await consents.Find(userId, linkId) is not { } consent)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var isActive = consent.IsActive(now);
        var days = (int)Math.Ceiling((consent.ExpiresAt - (isActive ? now : consent.GrantedAt)).TotalDays);
        var terms = new LinkTerms
        {
            Bank = link.BankName,
            Clusters = [.. DataCluster.All.Where(cluster => consent.Scopes.Any(scope => string.Equals(scope.Cluster, cluster, StringComparison.Ordinal)))],
            Purposes = [.. consent.Scopes.Select(scope => scope.Purpose).Distinct().Order()],
            Days = Math.Clamp(days, 1, Consent.MostDays),
        };
        return (terms, isActive);
    }

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
        if (await attempts.Move(userId, attemptId, AttemptStep.AtBank, AttemptStep.Answering))
        {
            await Complete(userId, attemptId, new LinkReply { Token = token.Trim() }, AttemptStep.AtBank);
        }
    }

    /// <summary>Asks the bank what it shares, now or once more; a repair is finished by that.</summary>
    public async Task FindAccounts(UserId userId, Guid attemptId)
    {
        if (await attempts.Open(userId, attemptId, AttemptStep.ChoosingAccounts) is not var (row, content)
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
            list = await ConnectorOf(institution).ListAccounts(access);
            problem = list.Problems is [var first, ..] ? first : null;
        }
        catch (ConnectorException failure)
        {
            problem = failure.Problem;
        }

        var accounts = list?.Accounts.DistinctBy(account => account.Id, StringComparer.Ordinal).Select(KeptAccount.Of).ToList();
        var kept = await attempts.Move(userId, attemptId, AttemptStep.ChoosingAccounts, AttemptStep.ChoosingAccounts,
            before => before with { Accounts = accounts ?? before.Accounts, Problem = problem });
        if (kept && accounts is not null && content.Kind is AttemptKind.Repair)
        {
            await attempts.Finish(userId, attemptId, []);
        }
    }

    private async Task Complete(UserId userId, Guid attemptId, LinkReply reply, AttemptStep whenRefused)
    {
        if (await attempts.Open(userId, attemptId, AttemptStep.Answering) is not var (row, content)
            || await institutions.OpenSettings(row.InstitutionId) is not { } institution)
        {
            return;
        }

        try
        {
            var request = await RequestOf(userId, content.Terms, content.State, content.ReturnTo, row.LinkId);
            var grant = await ConnectorOf(institution).Complete(institution, request with { Kept = content.Kept }, reply);
            if (!await attempts.Move(userId, attemptId, AttemptStep.Answering, AttemptStep.ChoosingAccounts,
                before => before with { Kept = null, Credential = grant.Credential, Consent = grant.Consent, Problem = null }))
            {
                // Given up, or run out, while the bank answered: nothing comes of what it gave.
                await attempts.PutAside(userId, row, content.Terms.Bank, grant.Credential);
                return;
            }
        }
        catch (ConnectorException failure)
        {
            await attempts.Move(userId, attemptId, AttemptStep.Answering, whenRefused, before => before with { Problem = failure.Problem });
            return;
        }

        await FindAccounts(userId, attemptId);
    }

    private async Task KeepCredential(UserId userId, AttemptRow row, string bank, string credential)
    {
        if (!await attempts.Move(userId, row.Id, AttemptStep.ChoosingAccounts, AttemptStep.ChoosingAccounts,
            before => before with { Credential = credential }))
        {
            await attempts.PutAside(userId, row, bank, credential);
        }
    }

    private async Task<LinkRequest> RequestOf(UserId userId, LinkTerms terms, string state, Uri returnTo, Guid? linkId) => new()
    {
        State = state,
        ReturnTo = returnTo,
        Clusters = terms.Clusters,
        Days = terms.Days,
        Credential = linkId is { } link ? await attempts.OpenCredential(userId, link) : null,
        UserId = userId,
    };

    private IConnector ConnectorOf(InstitutionSettings institution) =>
        connectors.All.FirstOrDefault(connector => connector.Kind == institution.Connector)
        ?? throw new ConnectorException(ProblemKind.Misconfigured, $"No connector for {institution.Connector} is installed.");
}
