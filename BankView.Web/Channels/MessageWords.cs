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
    private const int LongestMerchant = 60;
    private const char Joiner = '\u2060';

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
            ? texts[$"Told_{content.Rule}", Plain(payment.Merchant), MoneyFormat.Format(payment.Amount.MinorUnits < 0 ? -payment.Amount : payment.Amount, culture)]
            : texts["Sentence", texts[$"News_{content.Rule}"].Value];
        var (subject, body, word) = (texts["Subject", texts[$"News_{content.Rule}"].Value].Value, texts["Body", news.Value].Value, content.Settings.Word);
        return new MessageText(subject, word.Length == 0 ? body : texts["BodyWithWord", body, word], word);
    }

    /// <summary>
    /// A merchant's name, which a payer chooses, as a message may tell it: no mail program or chat makes a link of it beside the member's
    /// own word, and no line of it passes for one of the message's. Joiners that nobody sees stand after what makes an address one.
    /// </summary>
    public static string Plain(string merchant)
    {
        var line = new string([.. merchant.Take(LongestMerchant).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        return string.Concat(line.Select(letter => letter is '.' or ':' or '/' or '@' ? $"{letter}{Joiner}" : $"{letter}"));
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
