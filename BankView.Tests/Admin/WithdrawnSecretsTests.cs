using BankView.Data.Administration;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

/// <summary>What becomes of a bank's client secrets when the bank is withdrawn.</summary>
public class WithdrawnSecretsTests
{
    [Theory, Databases]
    public async Task They_are_kept_until_the_bank_has_confirmed_and_then_destroyed_under_the_name_of_who_withdrew_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, link) = (await Office.Open(database), await LinkedBank.Link(await TestMember.Join(database)));
        var bank = await Withdraw(office, link);

        var kept = (await office.Secrets.Read(bank))!;
        Assert.Equal((true, 1, database.Clock.GetUtcNow() + WithdrawnSecrets.KeptAtMost), (kept.AreKept, kept.Waiting, kept.Until));
        Assert.Equal(0, await office.Secrets.DestroyDue());
        Assert.Equal("a client secret", (await office.Institutions.OpenSettings(bank))!.Secrets["ClientSecret"]);

        await TakeBack(database, new RevokingBank());
        Assert.Equal(1, await office.Secrets.DestroyDue());
        Assert.Equal(0, await office.Secrets.DestroyDue());

        Assert.Empty((await office.Institutions.OpenSettings(bank))!.Secrets);
        Assert.False((await office.Secrets.Read(bank))!.AreKept);
        var act = (await office.Trail())[^1];
        Assert.Equal((AdminActionKind.InstitutionSecretsDestroyed, "Alder Bank", "NothingOpen"), (act.Kind, act.Subject, act.Detail));
        Assert.Equal(office.Administrator.ToString(), act.Administrator);
    }

    [Theory, Databases]
    public async Task A_bank_that_never_confirms_is_given_up_after_its_term_and_members_are_told_to_end_it_there(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, link) = (await Office.Open(database), await LinkedBank.Link(await TestMember.Join(database)));
        var bank = await Withdraw(office, link);
        await TakeBack(database, new RevokingBank { Answer = RevokingBank.Fails(ProblemKind.ProviderDown) });

        database.Clock.Advance(WithdrawnSecrets.KeptAtMost - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await office.Secrets.DestroyDue());
        Assert.Equal(RevocationState.Pending, (await link.Revocation()).State);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await office.Secrets.DestroyDue());

        var revocation = await link.Revocation();
        Assert.Equal((RevocationState.ManualAtProvider, true, null), (revocation.State, revocation.IsOpen, revocation.NextTryAt));
        Assert.Equal("Term", (await office.Trail())[^1].Detail);
        Assert.DoesNotContain("ClientSecret", (await office.Institutions.OpenSettings(bank))!.Secrets.Keys);
    }

    [Theory, Databases]
    public async Task They_go_at_once_where_no_member_has_a_link_or_the_bank_cannot_be_asked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var alone = await office.Add("Birch Bank");
        await office.Banks.Change(alone, Office.Settings(), Office.Settings(("ClientSecret", "s")), office.Administrator);
        var link = await LinkedBank.Link(await TestMember.Join(database), connector: ConnectorKind.SimpleFin);

        await office.Withdrawals.WithdrawOfAllMembers(alone.Id, new("Never used.", null), office.Administrator);
        // No code for this protocol is installed here.
        var unasked = await Withdraw(office, link);

        Assert.Empty((await office.Institutions.OpenSettings(alone.Id))!.Secrets);
        Assert.Empty((await office.Institutions.OpenSettings(unasked))!.Secrets);
        Assert.Equal(RevocationState.ManualAtProvider, (await link.Revocation()).State);
        Assert.Equal(["CannotAsk", "NothingOpen"], (await office.Trail())
            .Where(act => act.Kind is AdminActionKind.InstitutionSecretsDestroyed).Select(act => act.Detail).Order(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task Secrets_of_a_bank_on_offer_are_left_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var bank = await office.Add();
        await office.Banks.Change(bank, Office.Settings(), Office.Settings(("ClientSecret", "s")), office.Administrator);

        database.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, await office.Secrets.DestroyDue());

        Assert.Null(await office.Secrets.Read(bank.Id));
        Assert.Single((await office.Institutions.OpenSettings(bank.Id))!.Secrets);
    }

    private static async Task<Guid> Withdraw(Office office, LinkedBank link)
    {
        var bank = (await office.Institutions.Find((await link.Read()).InstitutionId))!;
        await office.Banks.Change(bank, Office.Settings(), Office.Settings(("ClientSecret", "a client secret")), office.Administrator);
        Assert.Equal(1, await office.Withdrawals.WithdrawOfAllMembers(bank.Id, new("The bank left.", null), office.Administrator));
        return bank.Id;
    }

    private static async Task TakeBack(TestDatabase database, RevokingBank bank)
    {
        var institutions = new Data.Institutions.InstitutionStore(database.Databases, database.MasterKey, database.Clock);
        var revocations = new Revocations(database.Databases, database.Keys, new InstalledConnectors([bank]), institutions, database.Clock);
        Assert.Equal(1, await revocations.RunDueOfAllMembers(database.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
    }
}
