namespace BankView.Web.Channels.Messenger;

/// <summary>Names the texts of the chat in Messenger and of the way to it: MessengerTexts.resx and its translations.</summary>
public sealed class MessengerTexts;
