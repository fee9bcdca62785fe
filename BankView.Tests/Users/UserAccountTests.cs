using BankView.Data.Database;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.Users;

public class UserAccountTests
{
    [Theory, Databases]
    public async Task A_stale_copy_never_overwrites_a_newer_password(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var (stale, fresh) = ((await people.Accounts.Find(robin))!, (await people.Accounts.Find(robin))!);
        (stale.PasswordHash, fresh.PasswordHash) = ("old", "new");

        Assert.True(await people.Accounts.SaveCredentials(fresh));
        Assert.False(await people.Accounts.SaveCredentials(stale));
        Assert.Equal("new", (await people.Accounts.FindByName("ROBIN"))!.PasswordHash);
    }

    [Theory, Databases]
    public async Task The_wait_begins_with_the_fifth_failure_and_doubles_up_to_an_hour(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var waits = new List<double>();
        for (var failure = 1; failure <= 13; failure++)
        {
            await people.Accounts.CountFailure(robin);
            var end = (await people.Accounts.Find(robin))!.LockoutEnd;
            waits.Add(end is null ? 0 : (end.Value - database.Clock.GetUtcNow()).TotalMinutes);
        }

        Assert.Equal([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60], waits);

        await people.Accounts.ForgetFailures(robin);
        Assert.False((await people.Accounts.Find(robin))!.IsLockedOut(database.Clock.GetUtcNow()));
    }

    [Theory, Databases]
    public async Task Failures_at_the_same_moment_are_all_counted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => people.Accounts.CountFailure(robin))));

        Assert.Equal(12, (await people.Accounts.Find(robin))!.AccessFailedCount);
    }

    [Theory, Databases]
    public async Task An_authenticator_code_counts_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();

        Assert.True(await people.Accounts.TakeCodeStep(robin, 100));
        Assert.False(await people.Accounts.TakeCodeStep(robin, 100));
        Assert.False(await people.Accounts.TakeCodeStep(robin, 99));
        Assert.True(await people.Accounts.TakeCodeStep(robin, 101));
    }

    // The test vectors of RFC 6238, appendix B (SHA-1), cut to six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, AuthenticatorCode.At(Key, at));
        Assert.Equal(seconds / 30, AuthenticatorCode.StepOf(Key, code, at.AddSeconds(30)));
        Assert.Null(AuthenticatorCode.StepOf(Key, code, at.AddSeconds(90)));
    }
}
