namespace BankView.Web.BankLinks;

/// <summary>Names the texts about bank links: BankLinkTexts.resx and its translations.</summary>
public sealed class BankLinkTexts;
