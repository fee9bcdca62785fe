using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>
/// Reads a link: asks its bank for what an active consent covers, stores each page as it comes, and writes how the link fares. The
/// same link is never read twice at once, on this node or another, and an interrupted reading loses nothing: the next one begins
/// before what was not settled.
/// </summary>
public sealed class LinkSync(
    Databases databases, MemberKeys keys, InstitutionStore institutions, InstalledConnectors connectors, ConsentStore consents, TimeProvider clock)
{
    private readonly LinkEnding _ending = new(keys, consents, clock);
    private readonly CredentialStore _credentials = new(databases, keys, clock);

    /// <summary>
    /// Reads a link now, unless that is not allowed, not yet possible, or under way: the outcome says so. Problems at the bank are
    /// outcomes, too.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; the pages before stand, and the link is read again soon.</exception>
    public async Task<SyncOutcome> Run(UserId userId, Guid linkId, SyncTrigger trigger, IProgress<SyncProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var runId = Guid.CreateVersion7(clock.GetUtcNow());
        var lease = new LinkLease(databases, userId, linkId, runId, clock);
        var (state, refusal) = await new SyncBegin(databases, userId, linkId, connectors, clock).Begin(lease, trigger, cancellation);
        if (state is null)
        {
            return refusal!;
        }

        var end = new SyncFinish(databases, keys, userId, linkId, lease, _ending, clock);
        using var taken = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, taken.Token);
        using var over = new CancellationTokenSource();
        var holding = lease.KeepHolding(taken.Cancel, over.Token);
        try
        {
            return await ReadAndFinish(userId, linkId, trigger, state, lease, end, progress, either.Token);
        }
        catch (OperationCanceledException) when (taken.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new SyncOutcome(SyncEnd.TakenOver);
        }
        catch (OperationCanceledException)
        {
            await end.Release();
            throw;
        }
        catch
        {
            await end.GiveUp();
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await holding;
        }
    }

    private async Task<SyncOutcome> ReadAndFinish(UserId userId, Guid linkId, SyncTrigger trigger, LinkState state, LinkLease lease, SyncFinish end,
        IProgress<SyncProgress>? progress, CancellationToken cancellation)
    {
        var connector = connectors.For(state.ConnectorKind);
        var key = await keys.Get(userId);
        if (await Access(userId, linkId, trigger, state) is not { } access)
        {
            return await end.Changed();
        }

        var bankReader = new BankReader(connector, access, new PageWriter(databases, userId, linkId, key, lease, clock), trigger, clock);
        var cursor = state.SealedCursor is { } kept ? key.Open(PageWriter.Cursor, linkId, kept, 1)[0] : null;
        var reading = await NewReading(userId, linkId, key, connector.Traits, cursor);
        var stopped = await bankReader.Read(reading, progress, cancellation);
        if (stopped is null && bankReader.MustRestart)
        {
            var again = await NewReading(userId, linkId, key, connector.Traits, cursor: null);
            (again.Counts, reading) = (reading.Counts, again);
            stopped = await bankReader.Read(reading, progress, cancellation);
        }

        return stopped switch
        {
            SyncEnd.TakenOver => new SyncOutcome(SyncEnd.TakenOver),
            not null => await end.Changed(),
            null => await end.Finish(reading, connector.Traits, bankReader.CallsOfFailures),
        };
    }

    private async Task<SyncReading> NewReading(UserId userId, Guid linkId, MemberKey key, ConnectorTraits traits, string? cursor)
    {
        var now = clock.GetUtcNow();
        await using var connection = await databases.Data.Open();
        var covered = await connection.QueryAsync<SyncAccount>(
            SyncAccount.Sql, new { userId, linkId, now, pendingSince = SyncPlan.PendingSince(now) });
        var accounts = from account in covered
                       let bankId = account.OpenBankId(key)
                       where bankId is not null && (account.ReadsBalances || account.ReadsTransactions)
                       select new AccountReading(account, bankId,
                           account.ReadsTransactions ? SyncPlan.Coverage(account, traits, CallBudget.DayOf(now)) : null);
        return new SyncReading([.. accounts], traits, cursor);
    }

    private async Task<BankAccess?> Access(UserId userId, Guid linkId, SyncTrigger trigger, LinkState state)
    {
        var credentialId = state.CredentialId!.Value;
        var settings = await institutions.OpenSettings(state.InstitutionId);
        var credential = await _credentials.Open(userId, credentialId);
        return settings is null || credential is null ? null : new BankAccess
        {
            Institution = settings,
            Credential = credential,
            Keep = renewed => _credentials.Keep(userId, credentialId, renewed),
            TakeTurn = token => _credentials.TakeTurn(userId, credentialId, token),
            IsMemberPresent = trigger is SyncTrigger.Member or SyncTrigger.FirstSync,
            UserId = userId,
            LinkId = linkId,
        };
    }
}
