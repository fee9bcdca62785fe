using System.Reflection;
using BankView.Data;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Rules;

/// <summary>The rule of every data method: members' data for that member alone, and only what an active consent covers.</summary>
public class AccessMatrixTest
{
    private static readonly Situation[] NothingForThese =
        [Situation.AnotherMember, Situation.AdministratorWhoIsNoMember, Situation.OwnerWhoIsBlocked, Situation.OwnerWhoIsNoMemberAnyMore];

    private static readonly Situation[] NothingWithoutConsent =
        [Situation.ConsentExpired, Situation.ConsentRevoked, Situation.PurposesNarrowedToNothing];

    [Fact]
    public void Every_method_on_members_data_takes_the_member_first_and_has_a_row()
    {
        var methods = Methods().ToList();

        Assert.NotEmpty(methods);
        Assert.Empty(methods.Where(method => TakesMember(method) && !AccessMatrix.Rows.ContainsKey(Name(method))).Select(Name));
        Assert.Empty(methods.Where(method => !TakesMember(method)).Select(Name).Except(AccessMatrix.WithoutMember.Keys));
        Assert.Empty(AccessMatrix.Rows.Keys.Except(methods.Where(TakesMember).Select(Name)));
    }

    [Theory, Databases]
    public async Task The_owner_gets_an_answer_from_every_method(DatabaseKind kind)
    {
        foreach (var (name, row) in AccessMatrix.Rows)
        {
            await using var database = await TestDatabase.Make(kind);
            var answer = await row.Call(await Scene.Set(database, Situation.Owner));
            Assert.False(AccessMatrix.IsNothing(answer), $"{name} finds nothing for the owner, so its row proves nothing.");
        }
    }

    [Theory, Databases]
    public async Task Nobody_else_gets_or_changes_anything(DatabaseKind kind)
    {
        foreach (var situation in NothingForThese)
        {
            await Run(kind, situation, AccessMatrix.Rows);
        }
    }

    [Theory, Databases]
    public async Task Without_an_active_consent_nothing_is_read(DatabaseKind kind)
    {
        foreach (var situation in NothingWithoutConsent)
        {
            await Run(kind, situation, AccessMatrix.Rows.Where(row => row.Value.NeedsConsent));
        }
    }

    private static async Task Run(DatabaseKind kind, Situation situation, IEnumerable<KeyValuePair<string, AccessRow>> rows)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await Scene.Set(database, situation);
        var before = await Everything(database);
        foreach (var (name, row) in rows.OrderBy(row => row.Value.IsOwnChoice))
        {
            if (row.IsOwnChoice && situation is Situation.AnotherMember)
            {
                // Their own choice, and nothing of the owner's.
                await row.Call(scene);
                Assert.Equal(Of(scene.Owner.Id, before), Of(scene.Owner.Id, await Everything(database)));
                continue;
            }

            Assert.True(AccessMatrix.IsNothing(await row.Call(scene)), $"{name} answered. Situation: {situation}.");
            Assert.Equal(before, await Everything(database));
        }
    }

    private static IEnumerable<string> Of(UserId userId, IEnumerable<string> lines) =>
        lines.Where(line => line.Contains(userId.ToString(), StringComparison.Ordinal));

    // A turn is a lock and tells nothing: whoever may change nothing may still have waited for their own.
    private static async Task<IEnumerable<string>> Everything(TestDatabase database) =>
        (await TableDump.Lines(database.Databases.Data)).Where(line => !line.StartsWith("member_turns", StringComparison.Ordinal));

    private static IEnumerable<MethodInfo> Methods() =>
        from type in typeof(UserId).Assembly.GetExportedTypes()
        where (type.Name.EndsWith("Store", StringComparison.Ordinal) || type.Name.EndsWith("Search", StringComparison.Ordinal))
            && !AccessMatrix.Exempt.ContainsKey(type)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && !method.Name.EndsWith("OfAllMembers", StringComparison.Ordinal)
        select method;

    private static bool TakesMember(MethodInfo method) => method.GetParameters().FirstOrDefault()?.ParameterType == typeof(UserId);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
