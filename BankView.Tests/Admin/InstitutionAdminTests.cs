using BankView.Data.Administration;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

public class InstitutionAdminTests
{
    // The trail is in the order of instants.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Theory, Databases]
    public async Task A_bank_is_hidden_until_it_is_offered_and_again_while_it_is_paused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        database.Clock.AutoAdvanceAmount = Tick;
        var bank = await office.Add();
        Assert.Empty(await office.Institutions.ListOffered());

        Assert.True(await office.Banks.Offer(bank.Id, office.Administrator));
        Assert.False(await office.Banks.Offer(bank.Id, office.Administrator));
        Assert.Single(await office.Institutions.ListOffered());

        Assert.True(await office.Banks.Pause(bank.Id, office.Administrator));
        Assert.Empty(await office.Institutions.ListOffered());
        Assert.True(await office.Banks.Offer(bank.Id, office.Administrator));
        Assert.Equal(
            [AdminActionKind.InstitutionAdded, AdminActionKind.InstitutionOffered, AdminActionKind.InstitutionPaused, AdminActionKind.InstitutionOffered],
            await office.Kinds());
    }

    [Theory, Databases]
    public async Task Banks_are_moved_one_place_at_a_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        database.Clock.AutoAdvanceAmount = Tick;
        var (alder, birch, cedar) = (await office.Add("Alder"), await office.Add("Birch"), await office.Add("Cedar"));

        Assert.True(await office.Banks.Move(cedar.Id, up: true, office.Administrator));
        Assert.True(await office.Banks.Move(alder.Id, up: false, office.Administrator));
        Assert.False(await office.Banks.Move(birch.Id, up: false, office.Administrator));

        Assert.Equal(["Cedar", "Alder", "Birch"], (await office.Institutions.List()).Select(bank => bank.Name));
        Assert.Equal(2, (await office.Kinds()).Count(action => action is AdminActionKind.InstitutionMoved));
    }

    [Theory, Databases]
    public async Task Secrets_are_set_kept_replaced_and_removed_and_never_read_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        database.Clock.AutoAdvanceAmount = Tick;
        var bank = await office.Add();
        var values = Office.Settings(("Address", "https://bank.example/fdx"), ("ClientId", "client-1"));

        Assert.True(await office.Banks.Change(bank, values, Office.Settings(("ClientSecret", "first secret")), office.Administrator));
        Assert.False(await office.Banks.Change(bank, values, Office.Settings(), office.Administrator));
        Assert.Equal("first secret", (await office.Institutions.OpenSettings(bank.Id))!.Secrets["ClientSecret"]);
        Assert.True(await office.Banks.Change(bank, values, Office.Settings(("ClientSecret", "second secret")), office.Administrator));
        Assert.Equal("second secret", (await office.Institutions.OpenSettings(bank.Id))!.Secrets["ClientSecret"]);

        var seen = (await office.Banks.ReadConfiguration(bank.Id))!;
        Assert.Equal(values, seen.Values);
        Assert.Equal(["ClientSecret"], seen.SecretsSetAt.Keys);

        Assert.True(await office.Banks.Change(bank, values, Office.Settings(("ClientSecret", "")), office.Administrator));
        Assert.Empty((await office.Institutions.OpenSettings(bank.Id))!.Secrets);
        Assert.Equal(["Fdx", "Address, ClientId, ClientSecret", "ClientSecret", "ClientSecret"], (await office.Trail()).Select(action => action.Detail));
        Assert.DoesNotContain(await TableDump.Lines(database.Databases.Data), line => line.Contains(" secret |", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_change_leaves_the_state_and_the_place_as_they_are_by_now(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        database.Clock.AutoAdvanceAmount = Tick;
        var seen = await office.Add();
        await office.Banks.Offer(seen.Id, office.Administrator);

        Assert.True(await office.Banks.Change(seen with { Name = "Alder Savings", Place = 99 }, Office.Settings(), Office.Settings(), office.Administrator));

        var bank = (await office.Institutions.Find(seen.Id))!;
        Assert.Equal(("Alder Savings", InstitutionState.Offered, seen.Place), (bank.Name, bank.State, bank.Place));
    }

    [Theory, Databases]
    public async Task A_test_says_what_is_missing_what_is_wrong_and_that_it_works(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        database.Clock.AutoAdvanceAmount = Tick;
        var bank = await office.Add();

        Assert.Equal(["Address", "ClientId", "ClientSecret"], (await office.Check.Run(bank, office.Administrator))!.Missing);
        await office.Banks.Change(bank, Office.Settings(("Address", "https://bank.example"), ("ClientId", "unknown")), Office.Settings(("ClientSecret", "s")), office.Administrator);
        var refused = (await office.Check.Run(bank, office.Administrator))!;
        Assert.Equal((ProblemKind.Misconfigured, "The token endpoint answered 401."), (refused.Problem, refused.Detail));
        await office.Banks.Change(bank, Office.Settings(("Address", "https://bank.example"), ("ClientId", ConfiguredBank.GoodClient)), Office.Settings(), office.Administrator);
        Assert.True((await office.Check.Run(bank, office.Administrator))!.Works);

        Assert.Equal(["Missing", "Misconfigured", "Works"],
            (await office.Trail()).Where(action => action.Kind is AdminActionKind.InstitutionTested).Select(action => action.Detail));
    }

    [Fact]
    public void Presets_hold_public_facts_and_no_secret()
    {
        Assert.Equal(["JPMorgan Chase", "Wells Fargo", "Citi", "U.S. Bank", "SimpleFIN Bridge"], InstitutionPreset.All.Select(preset => preset.Name));
        Assert.All(InstitutionPreset.All, preset => Assert.Equal(preset.Connector is ConnectorKind.Fdx, preset.NeedsContract));
        Assert.Equal(["https://bridge.simplefin.org/simplefin/create"], InstitutionPreset.All.SelectMany(preset => preset.Values.Values));
    }
}
