using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;

namespace BankView.Data.Administration;

/// <summary>
/// What is publicly known of a bank or provider, to begin with: its name, its website, and the address that it publishes. Endpoints
/// and client ids come with a contract and are for the administrator to fill in.
/// </summary>
/// <param name="Key">Stands in the address of the page that adds it.</param>
/// <param name="NeedsContract">True where the bank lets nobody read without a contract of their own.</param>
public sealed record InstitutionPreset(string Key, string Name, ConnectorKind Connector, Uri Website, bool NeedsContract)
{
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static IReadOnlyList<InstitutionPreset> All { get; } =
    [
        new("chase", "JPMorgan Chase", ConnectorKind.Fdx, new("https://www.chase.com/"), NeedsContract: true),
        new("wells-fargo", "Wells Fargo", ConnectorKind.Fdx, new("https://www.wellsfargo.com/"), NeedsContract: true),
        new("citi", "Citi", ConnectorKind.Fdx, new("https://www.citi.com/"), NeedsContract: true),
        new("us-bank", "U.S. Bank", ConnectorKind.Fdx, new("https://www.usbank.com/"), NeedsContract: true),
        new("simplefin-bridge", "SimpleFIN Bridge", ConnectorKind.SimpleFin, new("https://bridge.simplefin.org/"), NeedsContract: false)
        {
            Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["Address"] = "https://bridge.simplefin.org/simplefin/create" },
        },
    ];

    public static InstitutionPreset? Find(string? key) => All.SingleOrDefault(preset => string.Equals(preset.Key, key, StringComparison.Ordinal));

    /// <summary>A new institution of this kind, not offered yet.</summary>
    public Institution ToInstitution() => new()
    {
        Id = Guid.CreateVersion7(),
        Name = Name,
        Connector = Connector,
        State = InstitutionState.Draft,
        Place = 0,
        Website = Website,
    };
}
