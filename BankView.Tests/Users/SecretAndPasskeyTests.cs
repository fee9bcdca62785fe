using System.Text;
using BankView.Data.Database;
using BankView.Data.Users;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Users;

public class SecretAndPasskeyTests
{
    [Theory, Databases]
    public async Task An_authenticator_key_is_stored_sealed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        await people.Secrets.SetAuthenticatorKey(robin, "GEZDGNBVGY3TQOJQ");

        await using var connection = await database.Databases.Data.Open(TestContext.Current.CancellationToken);
        var stored = await connection.QuerySingleAsync<byte[]>("SELECT sealed FROM user_secrets");

        Assert.DoesNotContain("GEZDGNBV", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        Assert.Equal("GEZDGNBVGY3TQOJQ", await people.Secrets.GetAuthenticatorKey(robin));
    }

    [Theory, Databases]
    public async Task A_recovery_code_works_once_also_for_two_at_the_same_moment(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        await people.Secrets.SetRecoveryCodes(robin, ["ABCDE-12345", "FGHIJ-67890"]);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => people.Secrets.TakeRecoveryCode(robin, "abcde-12345"))));

        Assert.Single(taken, success => success);
        Assert.Equal(1, await people.Secrets.CountRecoveryCodes(robin));
        Assert.False(await people.Secrets.TakeRecoveryCode(robin, "ABCDE-12345"));
        Assert.False(await people.Secrets.TakeRecoveryCode(robin, "XXXXX-XXXXX"));
    }

    [Theory, Databases]
    public async Task A_passkey_is_found_renamed_and_removed_by_its_owner_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");
        await people.Passkeys.Save(robin, Made("abc", count: 0));
        await people.Passkeys.Save(robin, Made("abc", count: 7));

        await people.Passkeys.Rename(sam, "abc", "Mine now");
        await people.Passkeys.Remove(sam, "abc");

        Assert.Equal(robin, await people.Passkeys.FindOwner("abc"));
        Assert.Null(await people.Passkeys.Find(sam, "abc"));
        var kept = Assert.Single(await people.Passkeys.List(robin));
        Assert.Equal((7, "Phone"), (kept.SignCount, kept.Name));

        await people.Passkeys.Remove(robin, "abc");
        Assert.Null(await people.Passkeys.FindOwner("abc"));
    }

    [Theory, Databases]
    public async Task An_account_elsewhere_belongs_to_one_person_and_a_person_links_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var outside = new OutsideSignInStore(database.Databases, database.Clock);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");

        Assert.True(await outside.Link(robin, "https://id.example", "subject-1"));
        Assert.False(await outside.Link(sam, "https://id.example", "subject-1"));
        Assert.False(await outside.Link(robin, "https://id.example", "subject-2"));
        Assert.Equal(robin, await outside.FindPerson("https://id.example", "subject-1"));
        Assert.Null(await outside.FindPerson("https://other.example", "subject-1"));

        await outside.Unlink(sam, "https://id.example");
        Assert.True(await outside.IsLinked(robin, "https://id.example"));
        await outside.Unlink(robin, "https://id.example");
        Assert.Null(await outside.FindPerson("https://id.example", "subject-1"));
    }

    private static Passkey Made(string id, long count) => new()
    {
        CredentialId = id,
        Name = "Phone",
        PublicKey = [1],
        SignCount = count,
        Transports = "internal hybrid",
        IsUserVerified = true,
        IsBackupEligible = false,
        IsBackedUp = false,
        AttestationObject = [2],
        ClientDataJson = [3],
        CreatedAt = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
    };
}
