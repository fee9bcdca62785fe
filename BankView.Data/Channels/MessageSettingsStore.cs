using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>How members want messages.</summary>
public sealed class MessageSettingsStore(Databases databases, MemberKeys keys)
{
    /// <summary>Longer is no word any more, and would crowd the message out of a lock screen. Characters.</summary>
    public const int LongestWord = 40;

    /// <summary>Null for a member who never chose; <c>new MessageSettings()</c> is what holds then.</summary>
    public async Task<MessageSettings?> Find(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        return await MessageSettingsRow.Find(connection, null, userId) is { } row ? row.Open(await keys.Get(userId), userId) : null;
    }

    /// <summary>
    /// Keeps them; what is waiting already goes at the time it was given. False for nobody's, for a word longer than
    /// <see cref="LongestWord"/> or of several lines, and for a zone that is not known.
    /// </summary>
    public async Task<bool> Save(UserId userId, MessageSettings settings)
    {
        var word = settings.Word.Trim();
        if (word.Length > LongestWord || word.Any(char.IsControl) || !TimeZoneInfo.TryFindSystemTimeZoneById(settings.Zone, out _))
        {
            return false;
        }

        return await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteAsync("""
                INSERT INTO message_settings (user_id, language, zone, quiet_from, quiet_to, fraud_breaks_quiet, sealed)
                VALUES (@userId, @Language, @Zone, @from, @to, @FraudBreaksQuiet, @word)
                ON CONFLICT (user_id) DO UPDATE SET language = excluded.language, zone = excluded.zone, quiet_from = excluded.quiet_from,
                    quiet_to = excluded.quiet_to, fraud_breaks_quiet = excluded.fraud_breaks_quiet, sealed = excluded.sealed
                """, new
            {
                userId,
                settings.Language,
                settings.Zone,
                from = settings.Quiet is { } quiet ? QuietHours.ToText(quiet.From) : null,
                to = settings.Quiet is { } hours ? QuietHours.ToText(hours.To) : null,
                settings.FraudBreaksQuiet,
                word = MessageSettingsRow.Seal(await keys.Get(userId), userId, word),
            }, transaction) == 1);
    }
}
