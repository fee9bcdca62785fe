using System.Net;
using System.Text;
using MimeKit;

namespace BankView.Data.Channels.Email;

/// <summary>A message as an e-mail: plain and as HTML, without a link and without anything that a reader would have to fetch.</summary>
internal static class EmailLetter
{
    /// <param name="from">Its domain stands in the Message-ID, which is the same for every try: a mail server that has it knows it again.</param>
    public static MimeMessage Write(EmailSettings settings, EmailAddress from, EmailAddress to, OutgoingMessage message, DateTimeOffset at)
    {
        var letter = new MimeMessage
        {
            MessageId = $"{message.DeliveryId:N}@{from.Domain}",
            Date = at.ToUniversalTime(),
            Subject = OneLine(message.Text.Subject),
            Body = new MultipartAlternative(Part("plain", message.Text.Body), Part("html", Html(message))),
        };
        letter.From.Add(new MailboxAddress(OneLine(settings.FromName), from.ToString()));
        letter.To.Add(new MailboxAddress("", to.ToString()));
        // RFC 3834: no absence note comes back.
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        return letter;
    }

    private static TextPart Part(string kind, string text)
    {
        var part = new TextPart(kind);
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static string Html(OutgoingMessage message)
    {
        var paragraphs = message.Text.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => $"<p style=\"margin:0 0 1em\">{WebUtility.HtmlEncode(line)}</p>");
        return $"""
            <!doctype html>
            <html lang="{WebUtility.HtmlEncode(message.Language)}">
            <head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(OneLine(message.Text.Subject))}</title></head>
            <body style="margin:0;padding:24px;font:16px/1.5 sans-serif">
            {string.Join("\n", paragraphs)}
            </body>
            </html>

            """;
    }

    // A line break in a header would begin another header.
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
