namespace BankView.Web.Channels.WebPush;

/// <summary>Names the texts of this folder for <c>IStringLocalizer</c>.</summary>
public sealed class WebPushTexts;
