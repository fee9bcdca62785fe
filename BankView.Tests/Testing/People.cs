using BankView.Data;
using BankView.Data.Users;

namespace BankView.Tests.Testing;

/// <summary>The stores of people over a test's database, and people made the way the product makes them.</summary>
internal sealed class People(TestDatabase database)
{
    public SignInEvents Events { get; } = new();

    public UserAccountStore Accounts => field ??= new(database.Databases, Events, database.Clock);

    public MembershipStore Membership => field ??= new(database.Databases, Events, database.Clock);

    public SessionStore Sessions => field ??= new(database.Databases, Events, database.Clock);

    public OneTimeLinkStore Links => field ??= new(database.Databases, database.Clock);

    public PasswordResetStore PasswordResets => field ??= new(database.Databases, Events, database.Clock);

    public PasskeyStore Passkeys => field ??= new(database.Databases);

    public UserSecretStore Secrets => field ??= new(database.Databases, database.Keys);

    /// <summary>The first person, administrator and member.</summary>
    public async Task<UserId> SetUp(string name = "Robin") =>
        (await Links.Join(OneTimeLinkKind.Setup, await Links.MakeSetup(), name, "hash")).User!.Id;

    /// <summary>Somebody whom <paramref name="administrator"/> invites.</summary>
    public async Task<UserId> Invite(UserId administrator, string name, bool member = true, bool asAdministrator = false) =>
        (await Links.Join(OneTimeLinkKind.Invitation, await Links.MakeInvitation(administrator, null, member, asAdministrator),
            name, "hash")).User!.Id;
}
