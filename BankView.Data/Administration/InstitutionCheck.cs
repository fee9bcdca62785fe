using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Institutions;

namespace BankView.Data.Administration;

/// <summary>How an institution's configuration did in a test. All empty when it works.</summary>
/// <param name="Missing">Required settings that are not filled in; then nobody was called.</param>
/// <param name="Detail">What a person who configures it should know: no member's data, no secrets, nothing in the bank's own words.</param>
public sealed record InstitutionCheckResult(IReadOnlyList<string> Missing, ProblemKind? Problem = null, string? Detail = null)
{
    public bool Works => Missing.Count == 0 && Problem is null;
}

/// <summary>Tries configurations for administrators, who never hold the opened secrets themselves.</summary>
public sealed class InstitutionCheck(
    Databases databases, InstitutionStore institutions, InstitutionAdminStore administration, InstalledConnectors connectors, TimeProvider clock)
{
    /// <summary>Required settings that are not filled in yet; null when the institution's protocol is not installed.</summary>
    public async Task<IReadOnlyList<string>?> ListMissing(Institution institution)
    {
        var configuration = await administration.ReadConfiguration(institution.Id);
        return configuration is null || Connector(institution) is not { } connector
            ? null
            : [.. connector.Fields.Where(field => field.IsRequired && !configuration.Has(field.Name)).Select(field => field.Name)];
    }

    /// <summary>Runs the connector's own test; null when its protocol is not installed.</summary>
    public async Task<InstitutionCheckResult?> Run(Institution institution, UserId administrator, CancellationToken cancellation = default)
    {
        if (Connector(institution) is not { } connector || await institutions.OpenSettings(institution.Id) is not { } settings)
        {
            return null;
        }

        var missing = await ListMissing(institution) ?? [];
        var problem = missing.Count > 0 ? null : await connector.Test(settings, cancellation);
        var result = new InstitutionCheckResult(missing, problem?.Kind, problem?.Detail);
        var outcome = missing.Count > 0 ? nameof(InstitutionCheckResult.Missing) : problem?.Kind.ToString() ?? nameof(InstitutionCheckResult.Works);
        await databases.Data.Write((connection, transaction) => AdminActionStore.Write(connection, transaction,
            new(AdminActionKind.InstitutionTested, administrator, institution.Name, institution.Id, outcome), clock.GetUtcNow()), cancellation);
        return result;
    }

    private IConnector? Connector(Institution institution) =>
        connectors.All.SingleOrDefault(connector => connector.Kind == institution.Connector);
}
