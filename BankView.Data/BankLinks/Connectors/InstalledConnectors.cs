using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>The protocols that this installation speaks.</summary>
public sealed class InstalledConnectors(IEnumerable<IConnector> connectors)
{
    private readonly Dictionary<ConnectorKind, IConnector> _byKind = connectors.ToDictionary(connector => connector.Kind);

    public IReadOnlyCollection<IConnector> All => _byKind.Values;

    /// <exception cref="KeyNotFoundException">No bank is reached by this kind: a file, or a protocol that is not installed.</exception>
    public IConnector For(ConnectorKind kind) => _byKind[kind];

    /// <exception cref="ConnectorException">The institution's protocol is not installed (any more).</exception>
    public IConnector Reach(InstitutionSettings institution) =>
        Find(institution.Connector) ?? throw new ConnectorException(ProblemKind.Misconfigured, $"No connector for {institution.Connector} is installed.");

    /// <summary>Null where <see cref="For"/> would throw.</summary>
    public IConnector? Find(ConnectorKind kind) => _byKind.GetValueOrDefault(kind);
}
