namespace BankView.Web.Admin.Institutions;

/// <summary>Names the texts of institutions for <c>IStringLocalizer</c>.</summary>
public sealed class InstitutionTexts;
