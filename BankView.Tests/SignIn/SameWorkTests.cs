using BankView.Data.Users;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BankView.Tests.SignIn;

public class SameWorkTests
{
    [Fact]
    public async Task A_refusal_takes_the_same_work_whether_or_not_the_name_is_known()
    {
        var hasher = new CountingHasher();
        await using var app = await BankViewApp.Start(host =>
            host.ConfigureTestServices(services => services.AddSingleton<IPasswordHasher<User>>(hasher)));
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        using var client = new FormClient(app);
        await client.SignIn("Nobody");

        Assert.Equal(1, await VerificationsOf("Robin"));
        Assert.Equal(1, await VerificationsOf("Nobody"));
        for (var failure = 0; failure < 5; failure++)
        {
            await app.Get<UserAccountStore>().CountFailure(await app.IdOf("Robin"));
        }

        Assert.Equal(1, await VerificationsOf("Robin"));

        async Task<int> VerificationsOf(string userName)
        {
            var (hashed, verified) = (hasher.Hashed, hasher.Verified);
            await client.SignIn(userName, "a quiet river in winter");
            Assert.Equal(hashed, hasher.Hashed);
            return hasher.Verified - verified;
        }
    }

    /// <summary>The hasher with the product's own cost, which counts how often it works.</summary>
    private sealed class CountingHasher() : PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 220_000 }))
    {
        public int Hashed { get; private set; }

        public int Verified { get; private set; }

        public override string HashPassword(User user, string password)
        {
            Hashed++;
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
