namespace BankView.Web.Admin.Actions;

/// <summary>Names the texts of the audit trail for <c>IStringLocalizer</c>.</summary>
public sealed class ActionTexts;
