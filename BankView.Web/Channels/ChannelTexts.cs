namespace BankView.Web.Channels;

/// <summary>Names the texts of the page about messages: ChannelTexts.resx and its translations.</summary>
public sealed class ChannelTexts;
