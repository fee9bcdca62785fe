using System.Globalization;
using BankView.Data.Channels;
using BankView.Web.Ui;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Channels;

/// <summary>
/// Messages in words. Without the member's leave they name no merchant, amount, account or bank: whoever looks over a shoulder, or runs
/// the mail server, learns that BankView has news, and nothing of it.
/// </summary>
public sealed class MessageWords(IStringLocalizer<MessageTexts> texts) : IMessageWords
{
    public MessageText Write(MessageContent content)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureOf(content.Settings.Language);
            return Write(content, CultureInfo.CurrentUICulture);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private MessageText Write(MessageContent content, CultureInfo culture)
    {
        var news = content.Alert is { Payment: { } payment }
            ? texts[$"Told_{content.Rule}", payment.Merchant, MoneyFormat.Format(payment.Amount.MinorUnits < 0 ? -payment.Amount : payment.Amount, culture)]
            : texts["Sentence", texts[$"News_{content.Rule}"].Value];
        var (subject, body, word) = (texts["Subject", texts[$"News_{content.Rule}"].Value].Value, texts["Body", news.Value].Value, content.Settings.Word);
        return new MessageText(subject, word.Length == 0 ? body : texts["BodyWithWord", body, word], word);
    }

    // A language that was stored by an earlier version, or by hand.
    private static CultureInfo CultureOf(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en");
        }
    }
}
