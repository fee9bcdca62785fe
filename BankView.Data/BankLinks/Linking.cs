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

/// <summary>Asks banks to begin a link, its repair or its renewal. <see cref="BankAnswers"/> takes in what they say.</summary>
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
        var request = await attempts.Steps.RequestOf(userId, terms, state, returnTo, linkId);
        try
        {
            var start = await connectors.Reach(institution).Begin(institution, request);
            if (start is LinkStart.Redirect { Address: { } address } && (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http")))
            {
                // Part of the address is the bank's own word, and a browser runs some schemes instead of going there.
                return new(null, new ConnectorProblem(ProblemKind.Misconfigured) { Detail = "The bank's sign-in address is not a web address." });
            }

            var id = await attempts.Begin(userId, new NewAttempt
            {
                InstitutionId = institutionId,
                LinkId = linkId,
                Kind = kind,
                Terms = terms,
                State = state,
                ReturnTo = returnTo,
                Start = start,
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
}
