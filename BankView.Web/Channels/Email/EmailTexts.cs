namespace BankView.Web.Channels.Email;

/// <summary>Names the texts about e-mail addresses: EmailTexts.resx and its translations.</summary>
public sealed class EmailTexts;
