namespace BankView.Web.BankLinks.Wizard;

/// <summary>Names the texts of the wizard that links a bank: WizardTexts.resx and its translations.</summary>
public sealed class WizardTexts;
