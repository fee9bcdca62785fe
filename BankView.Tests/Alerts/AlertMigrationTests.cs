using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Data.BankLinks;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Alerts;

/// <summary>What an earlier version asked about is there after the update.</summary>
public class AlertMigrationTests
{
    private static readonly DateTimeOffset RaisedAt = new(2026, 11, 19, 8, 0, 0, TimeSpan.Zero);

    [Theory, Databases]
    public async Task A_question_with_its_answer_and_evidence_outlives_the_table_it_was_in(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var folder = Directory.CreateTempSubdirectory("bankview-test-").FullName;
        var name = kind is DatabaseKind.Postgres ? await PostgresTemplate.Empty() : "";
        var options = new DatabaseOptions
        {
            Provider = kind,
            Folder = folder,
            ConnectionString = kind is DatabaseKind.Postgres ? PostgresTemplate.ConnectionString(name) : "",
        };
        var userId = UserId.New();
        await Fill(options, userId, await database.Keys.Get(userId));

        await using (var updated = Databases.Open(options))
        {
            var alert = Assert.Single(await new AlertStore(updated, database.Keys, database.Clock).List(userId, new AlertFilter(), AlertCursor.Newest, 10));

            Assert.Equal((AlertRule.UnusualPayment, MemberAnswer.WasNotMe, false, false, RaisedAt), (alert.Rule, alert.Answer!.Value, alert.IsOpen, alert.IsQuiet, alert.RaisedAt));
            Assert.Equal(("Zephyr Electronics", new Money(-98_765, Testing.Statements.Dollar), "4242"), (alert.Payment!.Merchant, alert.Payment.Amount, alert.Payment.CardLastFour));
            Assert.Equal((Signal.LargeAmount, 2.5), (Assert.Single(alert.Evidence).Signal, alert.Evidence[0].Ratio));
            Assert.Null(alert.Threshold);
        }

        await (kind is DatabaseKind.Postgres ? PostgresTemplate.Drop(name) : Task.CompletedTask);
        Directory.Delete(folder, recursive: true);
    }

    // As the version before left it.
    private static async Task Fill(DatabaseOptions options, UserId userId, MemberKey key)
    {
        await using var earlier = options.Provider is DatabaseKind.Sqlite
            ? BankViewDatabase.OpenSqlite(Path.Combine(options.Folder, "bankview.db")) : BankViewDatabase.OpenPostgres(options.ConnectionString, "bankview");
        Migrator.Migrate(earlier, "Data", "bankview", last: "0008");
        var (link, account, consent, alert) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await earlier.Write((connection, transaction) => connection.ExecuteAsync("""
            INSERT INTO users (id, user_name, normalized_user_name, security_stamp, version, status, is_member, is_administrator, two_factor_enabled,
                               last_code_step, access_failed_count, created_at)
            VALUES (@userId, 'ann', 'ANN', '', 0, 'Active', TRUE, FALSE, FALSE, 0, 0, @RaisedAt);
            INSERT INTO bank_links (user_id, id, institution_id, bank_tag, sealed, created_at) VALUES (@userId, @link, @files, @tag, @bank, @RaisedAt);
            INSERT INTO accounts (user_id, id, link_id, kind, currency, identity_tag, balance_has_time, sealed, created_at)
            VALUES (@userId, @account, @link, 'CreditCard', 'USD', @tag, FALSE, @name, @RaisedAt);
            INSERT INTO consents (user_id, id, link_id, text_hash, sealed_words, granted_at, expires_at)
            VALUES (@userId, @consent, @link, '', @tag, @RaisedAt, '9999-12-31T23:59:59.000Z');
            INSERT INTO consent_scopes (user_id, purpose, cluster, account_id, consent_id) VALUES (@userId, 'FraudAlerts', 'TRANSACTIONS', @account, @consent);
            INSERT INTO alerts (user_id, id, rule, account_id, transaction_id, payment_tag, merchant_tag, raised_at, answer, answered_at, sealed)
            VALUES (@userId, @alert, 'UnusualPayment', @account, @alert, @tag, @tag, @RaisedAt, 'WasNotMe', @RaisedAt, @details)
            """, new
        {
            userId,
            link,
            account,
            consent,
            alert,
            RaisedAt,
            files = BankLinkStore.StatementFiles,
            tag = new Tag(1),
            bank = key.Seal(BankLinkStore.Name, link, "Example Bank"),
            name = key.Seal(AccountStore.Details, account, "Travel card", "1234"),
            details = key.Seal(AlertStore.Details, alert, "Zephyr Electronics", "-98765", "USD", "2026-11-19T00:00:00.000Z", null, "4242", "LargeAmount 2.5 100 0 0 0"),
        }, transaction));
    }
}
