using BankView.Data.Egress;
using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors.SimpleFin;

/// <summary>What an administrator configures for a SimpleFIN server.</summary>
internal sealed record SimpleFinSettings
{
    public static IReadOnlyList<SettingField> Fields { get; } =
    [
        new(nameof(Address), SettingForm.Address, IsRequired: true),
        new(nameof(ApiAddress), SettingForm.Address),
    ];

    public required Guid InstitutionId { get; init; }

    /// <summary>The page where a member gets a setup token.</summary>
    public required Uri Address { get; init; }

    /// <summary>Another host that the server's tokens lead to, where it is not the page's own.</summary>
    public required Uri? ApiAddress { get; init; }

    /// <summary>Where tokens and access addresses may lead: a pasted token must not send BankView anywhere else.</summary>
    public IReadOnlySet<string> Hosts =>
        new[] { Address, ApiAddress }.OfType<Uri>().Select(EgressCall.HostOf).ToHashSet(StringComparer.Ordinal);

    /// <exception cref="ConnectorException">An address is missing, or may not be asked.</exception>
    public static SimpleFinSettings Read(InstitutionSettings institution, BankHttp http)
    {
        return new SimpleFinSettings
        {
            InstitutionId = institution.InstitutionId,
            Address = Value(nameof(Address)) ?? throw new ConnectorException(ProblemKind.Misconfigured, "Address is not filled in."),
            ApiAddress = Value(nameof(ApiAddress)),
        };

        Uri? Value(string name) => institution.Values.GetValueOrDefault(name) is not { } text || string.IsNullOrWhiteSpace(text) ? null
            : Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && http.MayAsk(address) ? address
            : throw new ConnectorException(ProblemKind.Misconfigured, $"{name} is no https address.");
    }

    public EgressCall Call(string what, UserId? userId, Guid? linkId) =>
        new() { UserId = userId, LinkId = linkId, InstitutionId = InstitutionId, What = what, Hosts = Hosts };
}
