using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>What an administrator configures for a bank that speaks FDX.</summary>
internal sealed record FdxSettings
{
    public static IReadOnlyList<SettingField> Fields { get; } =
    [
        new(nameof(Address), SettingForm.Address, IsRequired: true),
        new(nameof(Issuer), SettingForm.Address),
        new(nameof(AuthorizationEndpoint), SettingForm.Address),
        new(nameof(TokenEndpoint), SettingForm.Address),
        new(nameof(ParEndpoint), SettingForm.Address),
        new(nameof(RevocationEndpoint), SettingForm.Address),
        new(nameof(ClientId), SettingForm.Text, IsRequired: true),
        new(nameof(ClientSecret), SettingForm.Text, IsSecret: true),
        new(nameof(PrivateKey), SettingForm.Lines, IsSecret: true),
        new(nameof(KeyId), SettingForm.Text),
        new(nameof(Scope), SettingForm.Text),
        new(nameof(FraudNoticeAttribute), SettingForm.Text),
    ];

    public required Guid InstitutionId { get; init; }

    /// <summary>Where the FDX interface begins, without a slash at its end.</summary>
    public required Uri Address { get; init; }

    public required Uri? Issuer { get; init; }

    public required Uri? AuthorizationEndpoint { get; init; }

    public required Uri? TokenEndpoint { get; init; }

    public required Uri? ParEndpoint { get; init; }

    public required Uri? RevocationEndpoint { get; init; }

    public required string ClientId { get; init; }

    public required string? ClientSecret { get; init; }

    public required string? PrivateKey { get; init; }

    public required string? KeyId { get; init; }

    public required string? Scope { get; init; }

    /// <summary>
    /// Under which of a transaction's <c>fiAttributes</c> the bank says that it suspects fraud: FDX has no field for that, and leaves the names
    /// of these attributes to each bank.
    /// </summary>
    public required string FraudNoticeAttribute { get; init; }

    /// <summary>The issuer exactly as configured: it is compared letter by letter.</summary>
    public required string? IssuerName { get; init; }

    public IEnumerable<Uri> Addresses =>
        new[] { Address, Issuer, AuthorizationEndpoint, TokenEndpoint, ParEndpoint, RevocationEndpoint }.OfType<Uri>();

    /// <exception cref="ConnectorException">Something required is missing, or an address may not be asked.</exception>
    public static FdxSettings Read(InstitutionSettings institution, BankHttp http)
    {
        return new FdxSettings
        {
            InstitutionId = institution.InstitutionId,
            Address = OptionalAddress(nameof(Address)) ?? throw Missing(nameof(Address)),
            Issuer = OptionalAddress(nameof(Issuer)),
            IssuerName = Value(nameof(Issuer)),
            AuthorizationEndpoint = OptionalAddress(nameof(AuthorizationEndpoint)),
            TokenEndpoint = OptionalAddress(nameof(TokenEndpoint)),
            ParEndpoint = OptionalAddress(nameof(ParEndpoint)),
            RevocationEndpoint = OptionalAddress(nameof(RevocationEndpoint)),
            ClientId = Value(nameof(ClientId)) ?? throw Missing(nameof(ClientId)),
            ClientSecret = institution.Secrets.GetValueOrDefault(nameof(ClientSecret)),
            PrivateKey = institution.Secrets.GetValueOrDefault(nameof(PrivateKey)),
            KeyId = Value(nameof(KeyId)),
            Scope = Value(nameof(Scope)),
            FraudNoticeAttribute = Value(nameof(FraudNoticeAttribute)) ?? "fraudNotice",
        };

        string? Value(string name) =>
            institution.Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        Uri? OptionalAddress(string name) => Value(name) is not { } text ? null
            : Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var address) && http.MayAsk(address) ? address
            : throw new ConnectorException(ProblemKind.Misconfigured, $"{name} is no https address.");

        static ConnectorException Missing(string name) => new(ProblemKind.Misconfigured, $"{name} is not filled in.");
    }
}
