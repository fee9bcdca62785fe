using BankView.Data;
using BankView.Data.Administration;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

/// <summary>An administrator of a test installation, with the stores that administrators use.</summary>
internal sealed class Office
{
    private Office(TestDatabase database, UserId administrator)
    {
        var (databases, clock) = (database.Databases, database.Clock);
        var consents = new ConsentStore(databases, database.Keys, clock);
        Administrator = administrator;
        Institutions = new InstitutionStore(databases, database.MasterKey, clock);
        Banks = new InstitutionAdminStore(databases, Institutions, clock);
        Actions = new AdminActionStore(databases);
        Health = new LinkHealthStore(databases, clock);
        Interventions = new LinkInterventionStore(databases, database.Keys, consents, clock);
        Secrets = new WithdrawnSecrets(databases, database.Keys, new InstalledConnectors([new ConfiguredBank()]), clock);
        Withdrawals = new WithdrawalStore(databases, database.Keys, consents, Secrets, clock);
        Check = new InstitutionCheck(databases, Institutions, Banks, new InstalledConnectors([new ConfiguredBank()]), clock);
    }

    public UserId Administrator { get; }

    public InstitutionStore Institutions { get; }

    public InstitutionAdminStore Banks { get; }

    public AdminActionStore Actions { get; }

    public LinkHealthStore Health { get; }

    public LinkInterventionStore Interventions { get; }

    public WithdrawalStore Withdrawals { get; }

    public WithdrawnSecrets Secrets { get; }

    public InstitutionCheck Check { get; }

    public static async Task<Office> Open(TestDatabase database) =>
        new(database, (await TestMember.Join(database, isMember: false)).Id);

    public async Task<Institution> Add(string name = "Alder Bank")
    {
        var institution = new Institution { Id = Guid.CreateVersion7(), Name = name, Connector = ConnectorKind.Fdx, State = InstitutionState.Draft, Place = 0 };
        await Banks.Add(institution, Settings(), Administrator);
        return (await Institutions.Find(institution.Id))!;
    }

    /// <summary>What was done so far, oldest first.</summary>
    public async Task<IReadOnlyList<AdminAction>> Trail() => [.. (await Actions.List(null, AdminActionCursor.Newest, 1000)).Reverse()];

    public async Task<IReadOnlyList<AdminActionKind>> Kinds() => [.. (await Trail()).Select(action => action.Kind)];

    public static Dictionary<string, string> Settings(params (string Name, string Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
}
