namespace BankView.Web.Imports;

/// <summary>Names the texts of the import page: ImportTexts.resx and its translations.</summary>
public sealed class ImportTexts;
