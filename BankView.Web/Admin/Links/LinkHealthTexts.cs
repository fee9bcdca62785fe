namespace BankView.Web.Admin.Links;

/// <summary>Names the texts of links and their readings for <c>IStringLocalizer</c>.</summary>
public sealed class LinkHealthTexts;
