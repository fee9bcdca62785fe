using System.Security.Cryptography;
using System.Text;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// Links on their way, from a member's yes on the consent page to the accounts chosen. Each step can be asked for again: what is done
/// is found done. <see cref="Linking"/> talks to the bank in between.
/// </summary>
public sealed class LinkAttemptStore(Databases databases, MemberKeys keys, ConsentStore consents, TimeProvider clock)
{
    // Who comes back late is told what became of it; after a week nobody does.
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(7);

    internal AttemptSteps Steps { get; } = new(databases, keys, clock);

    /// <summary>
    /// Notes that the bank is being asked; returns the attempt's id. Null when the institution is not on offer, or the link that it is
    /// for has ended or is not this member's at that institution, or the member is blocked.
    /// </summary>
    public Task<Guid?> Begin(UserId userId, NewAttempt attempt) => databases.Data.Write(async (connection, transaction) =>
    {
        var mayBegin = await InstitutionStore.HoldOffered(connection, transaction, databases.Data, attempt.InstitutionId)
            && await MemberTurn.Take(connection, transaction, userId)
            && (attempt.LinkId is null || await connection.ExecuteScalarAsync<long>("""
                SELECT count(*) FROM bank_links
                WHERE user_id = @userId AND id = @LinkId AND institution_id = @InstitutionId AND revoked_at IS NULL
                """, new { userId, attempt.InstitutionId, attempt.LinkId }, transaction) == 1);
        if (!mayBegin)
        {
            return (Guid?)null;
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await connection.ExecuteAsync("""
            INSERT INTO link_attempts (user_id, id, institution_id, link_id, state_hash, step, sealed, created_at, expires_at)
            VALUES (@userId, @id, @InstitutionId, @LinkId, @stateHash, 'AtBank', @content, @now, @expiresAt)
            """, new
        {
            userId,
            id,
            attempt.InstitutionId,
            attempt.LinkId,
            stateHash = HashOf(attempt.State),
            content = AttemptRow.Seal(await keys.Get(userId), id, attempt.ToContent()),
            now,
            expiresAt = now + LinkAttempt.Lasts,
        }, transaction);
        return id;
    });

    /// <summary>Null when there is none such, whoever's it may be.</summary>
    public async Task<LinkAttempt?> Find(UserId userId, Guid id)
    {
        await using var connection = await databases.Data.Open();
        return await AttemptSteps.Read(connection, null, userId, id) is { } row
            ? await new AttemptView(connection, await keys.Get(userId), userId, clock.GetUtcNow()).Of(row)
            : null;
    }

    /// <summary>
    /// Finds the attempt that a bank's answer belongs to, by the state that came with it, and takes the answer in: true for the first
    /// that asks while the answer is awaited, false for a repeated or a late one. Null when the state is not one of this member's.
    /// </summary>
    public async Task<(Guid Id, bool IsFirst)?> TakeReply(UserId userId, string state)
    {
        var stateHash = HashOf(state);
        return await databases.Data.Write<(Guid, bool)?>(async (connection, transaction) =>
            await connection.QuerySingleOrDefaultAsync<Guid?>("""
                SELECT a.id FROM link_attempts a
                JOIN users u ON u.id = a.user_id AND u.status = 'Active' AND u.is_member
                WHERE a.user_id = @userId AND a.state_hash = @stateHash
                """, new { userId, stateHash }, transaction) is { } id
                ? (id, await Steps.Move(connection, transaction, userId, id, AttemptStep.AtBank, AttemptStep.Answering))
                : null);
    }

    /// <summary>
    /// Makes the links, their accounts and their consent in one transaction, or nothing. Asked again, it answers with what was made.
    /// Null when there is no such attempt, whoever's it may be.
    /// </summary>
    /// <param name="chosen">The bank's ids of the accounts; a repair takes those that the link has, whatever stands here.</param>
    public async Task<FinishedLink?> Finish(UserId userId, Guid id, IReadOnlyCollection<string> chosen)
    {
        var step = new LastStep(databases, keys, consents, Steps, clock);
        var finished = await databases.Data.Write((connection, transaction) => step.Take(connection, transaction, userId, id, chosen));
        databases.Changes.Tell(userId);
        return finished;
    }

    /// <summary>
    /// Lets an attempt be. What the bank gave already is taken back there. False when it is over, or not this member's.
    /// </summary>
    public async Task<bool> GiveUp(UserId userId, Guid id)
    {
        var givenUp = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId) && await Steps.GiveUp(connection, transaction, userId, id, AttemptStep.GivenUp));
        databases.Changes.Tell(userId);
        return givenUp;
    }

    /// <summary>
    /// Lets all attempts be whose time ran out, and forgets those that did so a week ago. For a job, every few minutes. Returns how many.
    /// </summary>
    public async Task<int> GiveUpExpiredOfAllMembers()
    {
        var now = clock.GetUtcNow();
        List<(UserId UserId, Guid Id)> expired;
        await using (var connection = await databases.Data.Open())
        {
            expired = [.. await connection.QueryAsync<(UserId, Guid)>(
                $"SELECT user_id, id FROM link_attempts WHERE expires_at <= @now AND step IN {AttemptSteps.OpenSteps}", new { now })];
        }

        foreach (var (userId, id) in expired)
        {
            await databases.Data.Write((connection, transaction) => Steps.GiveUp(connection, transaction, userId, id, AttemptStep.GivenUp));
        }

        await databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
            "DELETE FROM link_attempts WHERE expires_at <= @before", new { before = now - RememberedFor }, transaction));
        return expired.Count;
    }

    // A state is 256 random bits, so its plain hash tells nothing.
    private static string HashOf(string state) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)));
}
