namespace BankView.Data.BankLinks;

/// <summary>How a bank link is, in one word that does not lie.</summary>
public enum LinkHealth
{
    /// <summary>The last reading went well, and lately.</summary>
    Fine,

    /// <summary>Nothing is known to be wrong, but what is shown is older than it should be, or something is missing.</summary>
    Late,

    /// <summary>Only the member can repair it.</summary>
    NeedsYou,

    /// <summary>The bank does not answer, or not as it should; BankView keeps trying.</summary>
    BankDown,

    /// <summary>The consent is over: nothing is read or shown until it is renewed.</summary>
    Expired,

    /// <summary>Ended for good by the member, the bank, or an administrator.</summary>
    Revoked,
}

/// <summary>Who ended a link. Stored by name.</summary>
public enum LinkEnd
{
    Member,
    Bank,
    Administrator,

    /// <summary>The institution was withdrawn.</summary>
    Institution,
}
