using System.Data.Common;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// How attempts move from step to step. A move happens only from the step where it belongs, so that of two tabs, or of a reply that
/// comes twice, one goes on and the other finds it done.
/// </summary>
internal sealed class AttemptSteps(Databases databases, MemberKeys keys, TimeProvider clock)
{
    public const string OpenSteps = "('AtBank', 'Answering', 'ChoosingAccounts')";

    /// <summary>What the connector needs to go on; null unless the attempt is this member's and at this step.</summary>
    public async Task<(AttemptRow Row, AttemptContent Content)?> Open(UserId userId, Guid id, AttemptStep step)
    {
        await using var connection = await databases.Data.Open();
        return await Read(connection, null, userId, id) is { } row && row.StepAt(clock.GetUtcNow()) == step
            ? (row, row.Open(await keys.Get(userId)))
            : null;
    }

    /// <summary>Moves on; false, and nothing is changed, when somebody else did, when its time ran out, or when the member is blocked.</summary>
    public async Task<bool> Move(UserId userId, Guid id, AttemptStep from, AttemptStep to, Func<AttemptContent, AttemptContent>? change = null)
    {
        var key = await keys.Get(userId);
        var moved = await databases.Data.Write(async (connection, transaction) =>
        {
            if (!await Move(connection, transaction, userId, id, from, to))
            {
                return false;
            }

            if (change is not null && await Read(connection, transaction, userId, id) is { } row)
            {
                await connection.ExecuteAsync("UPDATE link_attempts SET sealed = @content WHERE user_id = @userId AND id = @id",
                    new { userId, id, content = AttemptRow.Seal(key, id, change(row.Open(key))) }, transaction);
            }

            return true;
        });
        databases.Changes.Tell(userId);
        return moved;
    }

    private async Task<string?> OpenCredential(UserId userId, Guid linkId)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            "SELECT credential_id FROM bank_links WHERE user_id = @userId AND id = @linkId AND credential_id IS NOT NULL", new { userId, linkId }) is { } id
            ? await new CredentialStore(databases, keys, clock).Open(userId, id)
            : null;
    }

    /// <summary>Lets a credential be taken back that came too late for its attempt.</summary>
    public async Task PutAside(UserId userId, AttemptRow row, string bank, string credential)
    {
        var key = await keys.Get(userId);
        await databases.Data.Write((connection, transaction) => RevocationRow.Add(connection, transaction, key, userId,
            Guid.CreateVersion7(), row.LinkId ?? row.Id, row.InstitutionId, bank, credential, clock.GetUtcNow()));
    }

    /// <inheritdoc cref="Move(UserId, Guid, AttemptStep, AttemptStep, Func{AttemptContent, AttemptContent})"/>
    public async Task<bool> Move(DbConnection connection, DbTransaction transaction, UserId userId, Guid id, AttemptStep from, AttemptStep to) =>
        await connection.ExecuteAsync("""
            UPDATE link_attempts SET step = @to
            WHERE user_id = @userId AND id = @id AND step = @from AND expires_at > @now
              AND EXISTS (SELECT 1 FROM users u WHERE u.id = @userId AND u.status = 'Active' AND u.is_member)
            """, new { userId, id, from = from.ToString(), to = to.ToString(), now = clock.GetUtcNow() }, transaction) == 1;

    /// <summary>Ends an attempt without a link, and lets what the bank gave already be taken back. False when it is over.</summary>
    public async Task<bool> GiveUp(DbConnection connection, DbTransaction transaction, UserId userId, Guid id, AttemptStep end)
    {
        // Taken first, so that a last step in another tab and this one cannot both happen.
        if (await connection.ExecuteAsync($"UPDATE link_attempts SET step = @end WHERE user_id = @userId AND id = @id AND step IN {OpenSteps}",
            new { userId, id, end = end.ToString() }, transaction) == 0)
        {
            return false;
        }

        var row = await connection.QuerySingleAsync<AttemptRow>(
            $"SELECT {AttemptRow.Columns} FROM link_attempts a WHERE a.user_id = @userId AND a.id = @id", new { userId, id }, transaction);
        var key = await keys.Get(userId);
        var content = row.Open(key);
        if (content.Credential is { } credential)
        {
            await RevocationRow.Add(connection, transaction, key, userId, Guid.CreateVersion7(), row.LinkId ?? id, row.InstitutionId,
                content.Terms.Bank, credential, clock.GetUtcNow());
        }

        await connection.ExecuteAsync("UPDATE link_attempts SET sealed = @content WHERE user_id = @userId AND id = @id",
            new { userId, id, content = AttemptRow.Seal(key, id, content.WithoutSecrets()) }, transaction);
        return true;
    }

    /// <summary>Null when there is none such, or the member is blocked.</summary>
    public static Task<AttemptRow?> Read(DbConnection connection, DbTransaction? transaction, UserId userId, Guid id) =>
        connection.QuerySingleOrDefaultAsync<AttemptRow?>($"""
            SELECT {AttemptRow.Columns} FROM link_attempts a
            JOIN users u ON u.id = a.user_id AND u.status = 'Active' AND u.is_member
            WHERE a.user_id = @userId AND a.id = @id
            """, new { userId, id }, transaction);

    /// <summary>What a connector is asked with; holds the credential that the link is read with now, if there is one.</summary>
    public async Task<LinkRequest> RequestOf(UserId userId, LinkTerms terms, string state, Uri returnTo, Guid? linkId) => new()
    {
        State = state,
        ReturnTo = returnTo,
        Clusters = terms.Clusters,
        Days = terms.Days,
        Credential = linkId is { } link ? await OpenCredential(userId, link) : null,
        UserId = userId,
    };
}
