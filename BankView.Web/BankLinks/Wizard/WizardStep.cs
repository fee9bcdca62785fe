namespace BankView.Web.BankLinks.Wizard;

/// <summary>The stations of the way to a link, as a member sees them.</summary>
public enum WizardStep
{
    Bank,
    Consent,
    AtBank,
    Accounts,
    Done,
}
