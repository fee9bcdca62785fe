using System.Text;
using MimeKit;

namespace BankView.Tests.Channels.Email;

/// <summary>An e-mail as it arrived.</summary>
internal sealed record ReceivedMail
{
    /// <summary>Of the envelope.</summary>
    public required string To { get; init; }

    /// <summary>Every byte of it.</summary>
    public required string Source { get; init; }

    public required MimeMessage Message { get; init; }

    public string Subject => Message.Subject ?? "";

    public string Text => Message.TextBody?.Trim() ?? "";

    public string Html => Message.HtmlBody ?? "";

    /// <summary>The bytes as they came, and what they mean: whatever hides in an encoding stands in one of both.</summary>
    public string Everything => string.Join('\n', Source, Message.Headers.Select(header => $"{header.Field}: {header.Value}").Aggregate((all, one) => $"{all}\n{one}"), Text, Html);

    public static ReceivedMail Read(string to, byte[] source) =>
        new() { To = to, Source = Encoding.Latin1.GetString(source), Message = MimeMessage.Load(new MemoryStream(source)) };
}
