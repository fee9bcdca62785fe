using System.Data.Common;
using BankView.Data.Alerts;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>A member's message settings as they stand in their table.</summary>
internal sealed record MessageSettingsRow
{
    private static readonly SealedColumn Word = new("message_settings");

    public required string Language { get; init; }

    public required string Zone { get; init; }

    public required string? QuietFrom { get; init; }

    public required string? QuietTo { get; init; }

    public required bool FraudBreaksQuiet { get; init; }

    public required byte[]? Sealed { get; init; }

    /// <summary>Null for a member who never chose.</summary>
    public static Task<MessageSettingsRow?> Find(DbConnection connection, DbTransaction? transaction, UserId userId) =>
        connection.QuerySingleOrDefaultAsync<MessageSettingsRow?>("""
            SELECT s.language, s.zone, s.quiet_from AS QuietFrom, s.quiet_to AS QuietTo, s.fraud_breaks_quiet AS FraudBreaksQuiet, s.sealed
            FROM message_settings s JOIN users u ON u.id = s.user_id AND u.status = 'Active' AND u.is_member
            WHERE s.user_id = @userId
            """, new { userId }, transaction);

    public static byte[]? Seal(MemberKey key, UserId userId, string word) => word.Length == 0 ? null : key.Seal(Word, userId.Value, word);

    public MessageSettings Open(MemberKey key, UserId userId) => new()
    {
        Language = Language,
        Zone = Zone,
        Quiet = QuietHours.Parse(QuietFrom, QuietTo),
        FraudBreaksQuiet = FraudBreaksQuiet,
        Word = Sealed is null ? "" : key.Open(Word, userId.Value, Sealed, 1)[0]!,
    };

    /// <summary>When a message by this rule may go that is ready at <paramref name="now"/>.</summary>
    public DateTimeOffset Wait(AlertRule rule, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var known) ? known : TimeZoneInfo.Utc;
        return rule is AlertRule.UnusualPayment && FraudBreaksQuiet ? now : QuietHours.Parse(QuietFrom, QuietTo)?.NextAfter(now, zone) ?? now;
    }
}
