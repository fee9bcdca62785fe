using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Users;

public class PasswordResetTests
{
    [Theory, Databases]
    public async Task A_reset_link_sets_the_password_once_within_a_day_and_ends_all_sessions(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        await people.Sessions.Start(robin, "Firefox on Linux");
        var earlier = await people.PasswordResets.Make(robin, robin);
        var token = await people.PasswordResets.Make(robin, robin);

        Assert.Null(await people.PasswordResets.SetPassword(earlier, "new hash"));
        Assert.Equal(robin, await people.PasswordResets.SetPassword(token, "new hash"));
        Assert.Null(await people.PasswordResets.SetPassword(token, "other hash"));
        Assert.Equal("new hash", (await people.Accounts.Find(robin))!.PasswordHash);
        Assert.Empty(await people.Sessions.List(robin));

        var late = await people.PasswordResets.Make(robin, robin);
        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await people.PasswordResets.SetPassword(late, "late hash"));
    }

    [Theory, Databases]
    public async Task A_person_is_told_who_made_them_a_link_and_what_became_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");
        await people.PasswordResets.Make(sam, robin);
        database.Clock.Advance(TimeSpan.FromHours(1));
        var token = await people.PasswordResets.Make(sam, robin);
        database.Clock.Advance(TimeSpan.FromHours(1));
        await people.PasswordResets.SetPassword(token, "new hash");

        var told = await people.PasswordResets.List(sam);

        var now = database.Clock.GetUtcNow();
        Assert.Equal(["Robin", "Robin"], told.Select(reset => reset.Administrator));
        Assert.Equal([now.AddHours(-1), now.AddHours(-2)], told.Select(reset => reset.CreatedAt));
        Assert.Equal([now, null], told.Select(reset => reset.UsedAt));
        Assert.Equal(now.AddHours(-1), told[1].ExpiresAt);
        Assert.Empty(await people.PasswordResets.List(robin));
    }
}
