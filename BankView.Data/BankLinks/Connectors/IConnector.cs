using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>
/// Code that speaks one protocol with banks. It keeps nothing: what it needs comes with each call, what it learns goes back. Whatever
/// a bank does wrong ends in a <see cref="ConnectorException"/> with a typed problem, or in problems beside good data; never in another
/// exception. It is safe for concurrent use.
/// </summary>
public interface IConnector
{
    ConnectorKind Kind { get; }

    ConnectorTraits Traits { get; }

    /// <summary>What an administrator fills in for an institution of this kind.</summary>
    IReadOnlyList<SettingField> Fields { get; }

    /// <summary>
    /// Tries an institution's configuration as far as that goes without a member. Null when it works.
    /// </summary>
    Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default);

    /// <summary>Begins a link, or its repair when the request holds the credential there is.</summary>
    /// <exception cref="ConnectorException">The bank could not be asked.</exception>
    Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default);

    /// <summary>Turns the bank's answer (or the token that a member pasted) into a credential. A reply is good for one try.</summary>
    /// <exception cref="ConnectorException">
    /// The bank refused, the reply is forged or was used before, or the bank could not be asked.
    /// </exception>
    Task<LinkGrant> Complete(InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default);

    /// <summary>The accounts that the credential reaches, with balances where the bank states them.</summary>
    /// <exception cref="ConnectorException">The bank could not be asked.</exception>
    Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default);

    /// <summary>
    /// Reads what is asked, page by page. Each page is whole by itself and is stored before the next is asked for; pages may repeat
    /// rows. A page with problems still carries its good data.
    /// </summary>
    /// <exception cref="ConnectorException">The reading cannot go on; the pages before stand.</exception>
    IAsyncEnumerable<SyncPage> Read(BankAccess access, SyncRequest request, CancellationToken cancellation = default);

    /// <summary>Takes the credential back at the bank. Already gone there counts as done.</summary>
    /// <exception cref="ConnectorException">The bank did not confirm it.</exception>
    Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default);
}

/// <summary>Protocols there is code for. Stored by name.</summary>
public enum ConnectorKind
{
    /// <summary>Statement files that the member brings in: no bank is reached, so no <see cref="IConnector"/>.</summary>
    File,

    /// <summary>Financial Data Exchange, version 6.</summary>
    Fdx,

    /// <summary>SimpleFIN, versions 1 and 2.</summary>
    SimpleFin,
}

/// <summary>What a protocol allows and asks for.</summary>
public sealed record ConnectorTraits
{
    /// <summary>Calls that may be made for one link on one UTC day.</summary>
    public required int CallsPerDay { get; init; }

    /// <summary>How often a link is read without anybody asking.</summary>
    public required TimeSpan ReadEvery { get; init; }

    /// <summary>How soon after a reading a member may ask for another.</summary>
    public required TimeSpan ReadAgainAfter { get; init; }

    /// <summary>The longest range of days that one window may span.</summary>
    public required int MostDaysPerWindow { get; init; }

    /// <summary>How many days before the last reading the next begins, because banks correct their recent past.</summary>
    public int DaysReadAgain { get; init; } = 14;

    /// <summary>How far back the first reading goes, in days, where the bank names no limit.</summary>
    public int DaysOfHistory { get; init; } = 730;

    /// <summary>False where only the member can end the access, at the provider's own site.</summary>
    public required bool RevokesAtBank { get; init; }
}

/// <summary>The outcome of taking a credential back.</summary>
public enum BankRevocation
{
    /// <summary>The bank confirmed it, or says that it was gone already.</summary>
    Confirmed,

    /// <summary>The protocol knows no such call: the member ends the access at the provider.</summary>
    ManualAtProvider,
}

/// <summary>One thing an administrator configures. Names are stable; a page shows a text for each.</summary>
/// <param name="Name">As it is stored, in PascalCase.</param>
/// <param name="IsSecret">Sealed, and never shown again.</param>
public sealed record SettingField(string Name, SettingForm Form, bool IsRequired = false, bool IsSecret = false);

/// <summary>What a setting looks like.</summary>
public enum SettingForm
{
    Text,

    /// <summary>An absolute https address; http for a host that the installation lists as local.</summary>
    Address,

    /// <summary>Several lines, such as a private key in PEM.</summary>
    Lines,
}
