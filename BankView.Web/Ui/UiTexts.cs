namespace BankView.Web.Ui;

/// <summary>Names the texts of the components: UiTexts.resx and its translations.</summary>
public sealed class UiTexts;
