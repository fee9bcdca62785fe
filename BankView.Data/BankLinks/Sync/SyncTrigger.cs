namespace BankView.Data.BankLinks.Sync;

/// <summary>Who asked for a reading. Stored by name.</summary>
public enum SyncTrigger
{
    /// <summary>It was due.</summary>
    Schedule,

    /// <summary>The member pressed a button and waits.</summary>
    Member,

    /// <summary>The link was just made, and the member waits.</summary>
    FirstSync,

    /// <summary>An administrator wants to see whether it works.</summary>
    Administrator,
}
