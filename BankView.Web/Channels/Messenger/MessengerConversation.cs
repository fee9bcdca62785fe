using BankView.Data;
using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;

namespace BankView.Web.Channels.Messenger;

/// <summary>
/// Answers one thing that somebody did in the chat, at most once: whoever brings a token gets its code, the member who paired the chat gets an
/// answer, and a stranger one neutral sentence an hour.
/// </summary>
public sealed class MessengerConversation(
    MessengerSenders senders, MessengerPairing pairing, MessengerApi api, MessengerAnswers answers, ILogger<MessengerConversation> logger)
{
    public async Task Handle(MessengerEvent heard)
    {
        var sender = senders.TagOf(heard.Sender);
        var isWithinRate = await senders.Hear(sender, heard.At);
        var (question, language) = MessengerQuestions.Read(heard.Text);
        // Whoever wants it to end is heard, however much they wrote before.
        if (!isWithinRate && question is not MessengerQuestion.Stop)
        {
            return;
        }

        if (await pairing.Meet(heard) is { } met)
        {
            await Reply(null, heard, answers.Code(met.Code, met.Language));
        }
        else if (await senders.Find(sender) is { } member)
        {
            await Reply(member.UserId, heard, await answers.Write(member, question, language));
        }
        else if (await senders.TellStranger(sender))
        {
            await Reply(null, heard, answers.Stranger(language));
        }
    }

    private async Task Reply(UserId? userId, MessengerEvent heard, string text)
    {
        var result = await api.Reply(userId, heard.Sender, text);
        if (result.Outcome is not SendOutcome.Sent)
        {
            logger.LogWarning("An answer in Messenger ended as {Outcome}.", result.Outcome);
        }
    }
}
