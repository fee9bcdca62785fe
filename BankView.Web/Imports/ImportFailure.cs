namespace BankView.Web.Imports;

/// <summary>Why an import stored nothing. Pages turn it into a sentence.</summary>
public enum ImportFailure
{
    /// <summary>The database refused or was away.</summary>
    NotStored,

    /// <summary>An account it was to go to is not there any more.</summary>
    AccountGone,
}
