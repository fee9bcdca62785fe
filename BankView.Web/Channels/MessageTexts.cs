namespace BankView.Web.Channels;

/// <summary>Names the texts of messages that leave BankView: MessageTexts.resx and its translations.</summary>
public sealed class MessageTexts;
