using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>One try to take one credential back, and what is written down of it.</summary>
internal sealed class RevocationAttempt(Databases databases, MemberKey key, UserId userId, RevocationRow row, TimeProvider clock)
{
    private readonly string _bankName = row.OpenSecret(key).BankName;
    private string _credential = row.OpenSecret(key).Credential ?? "";

    public async Task Run(IConnector? connector, InstitutionSettings? settings, bool isMemberPresent, CancellationToken cancellation)
    {
        var (outcome, problem) = connector is null || settings is null
            ? (null, new ConnectorProblem(ProblemKind.Misconfigured))
            : await Ask(connector, Access(settings, isMemberPresent), cancellation);
        // Written down even when the application is stopping: the bank has been asked.
        await databases.Data.Write(async (connection, transaction) =>
        {
            var blob = await connection.QuerySingleOrDefaultAsync<byte[]>(
                "SELECT sealed FROM revocations WHERE user_id = @userId AND id = @Id", new { userId, row.Id }, transaction);
            // A reading that was under way may have exchanged the credential meanwhile: that one is still to be taken back.
            var isSame = blob is not null && string.Equals((row with { Sealed = blob }).OpenSecret(key).Credential, _credential, StringComparison.Ordinal);
            if (outcome is { } state && isSame)
            {
                await RevocationRow.Finish(connection, transaction, key, userId, row.Id, blob!, state, clock.GetUtcNow());
            }
            else if (problem is not null)
            {
                await connection.ExecuteAsync("""
                    UPDATE revocations SET problem = @kind,
                        next_try_at = CASE WHEN next_try_at < @earliest THEN @earliest ELSE next_try_at END
                    WHERE user_id = @userId AND id = @Id AND state = 'Pending'
                    """, new { userId, row.Id, kind = problem.Kind.ToString(), earliest = clock.GetUtcNow() + (problem.RetryAfter ?? TimeSpan.Zero) }, transaction);
            }
        }, CancellationToken.None);
    }

    private async Task<(RevocationState? Outcome, ConnectorProblem? Problem)> Ask(
        IConnector connector, BankAccess access, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var asked = connector.Revoke(access, patience.Token);
            return await asked.WaitAsync(Revocations.AnswerWithin, clock, cancellation) switch
            {
                BankRevocation.Confirmed => (RevocationState.Confirmed, null),
                _ => (RevocationState.ManualAtProvider, null),
            };
        }
        catch (TimeoutException)
        {
            await patience.CancelAsync();
            return (null, new ConnectorProblem(ProblemKind.ProviderDown));
        }
        catch (ConnectorException refusal) when (refusal.Problem.Kind is ProblemKind.ConsentRevoked or ProblemKind.ConsentExpired)
        {
            // The bank's own word that there is nothing left to take back.
            return (RevocationState.Confirmed, null);
        }
        catch (ConnectorException refusal)
        {
            return (null, refusal.Problem);
        }
    }

    private BankAccess Access(InstitutionSettings settings, bool isMemberPresent) => new()
    {
        Institution = settings,
        Credential = _credential,
        Keep = Keep,
        IsMemberPresent = isMemberPresent,
        UserId = userId,
        LinkId = row.LinkId,
    };

    private Task<int> Keep(string credential)
    {
        _credential = credential;
        var blob = RevocationRow.Seal(key, row.Id, _bankName, credential);
        return databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
            "UPDATE revocations SET sealed = @blob WHERE user_id = @userId AND id = @Id AND state = 'Pending'",
            new { userId, row.Id, blob }, transaction));
    }
}
