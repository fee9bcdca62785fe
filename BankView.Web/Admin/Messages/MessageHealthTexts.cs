namespace BankView.Web.Admin.Messages;

/// <summary>Names the texts of this folder: MessageHealthTexts.resx and its translations.</summary>
public sealed class MessageHealthTexts;
