using System.Security.Cryptography;
using BankView.Data;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Tests.Testing;

namespace BankView.Tests.Sealing;

public class MemberKeysTests
{
    private static readonly SealedColumn Column = new("accounts");

    [Theory, Databases]
    public async Task A_member_gets_the_same_key_every_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (user, row) = (UserId.New(), Guid.CreateVersion7());
        var blob = (await database.Keys.Get(user)).Seal(Column, row, "Corner Bakery");

        var later = new MemberKeys(database.Databases, database.MasterKey, database.Clock);

        Assert.Equal(["Corner Bakery"], (await later.Get(user)).Open(Column, row, blob, 1));
    }

    [Theory, Databases]
    public async Task Two_first_calls_at_once_end_with_one_key(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var user = UserId.New();
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            await new MemberKeys(database.Databases, database.MasterKey, database.Clock).Get(user))));

        Assert.Single(keys.Select(key => key.TagOf("merchant", "bakery")).Distinct());
    }

    [Theory, Databases]
    public async Task What_an_erased_key_sealed_never_opens_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (user, row) = (UserId.New(), Guid.CreateVersion7());
        var blob = (await database.Keys.Get(user)).Seal(Column, row, "Corner Bakery");

        await database.Keys.Erase(user);

        var fresh = await database.Keys.Get(user);
        Assert.ThrowsAny<CryptographicException>(() => fresh.Open(Column, row, blob, 1));
    }
}
