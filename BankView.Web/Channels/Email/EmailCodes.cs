using System.Globalization;
using BankView.Data;
using BankView.Data.Channels;
using BankView.Data.Channels.Email;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Channels.Email;

/// <summary>
/// Sends the codes by which members prove addresses: at once and not by the outbox, for somebody is waiting, and in the language of the
/// page that they wait on.
/// </summary>
public sealed class EmailCodes(
    ChannelProofStore proofs, EmailChannel channel, IStringLocalizer<EmailTexts> texts, TimeProvider clock)
{
    /// <summary>Null when the code is on its way; else the key of the sentence that says why not.</summary>
    public async Task<string?> Send(UserId userId, string? address)
    {
        if (EmailAddress.Parse(address) is not { } to)
        {
            return "NoAddress";
        }

        if (await proofs.Begin(userId, ChannelKind.Email, $"{to}", $"{to}") is not { } sent)
        {
            return "TooManyCodes";
        }

        // Without the member's word: nobody has said yet that the address is theirs, and a stranger could show it back.
        var result = await channel.Send(new OutgoingMessage
        {
            UserId = userId,
            DeliveryId = sent.ProofId,
            Address = $"{to}",
            Text = new MessageText(texts["CodeSubject"], Body(sent.Code), Word: ""),
            Language = CultureInfo.CurrentUICulture.Name,
            ExpiresAt = clock.GetUtcNow() + ChannelProofStore.Lasts,
            LastHeardAt = null,
        }, CancellationToken.None);
        return result.Outcome switch
        {
            SendOutcome.Sent or SendOutcome.Uncertain => null,
            SendOutcome.Gone or SendOutcome.Refused => "AddressRefused",
            SendOutcome.TryLater => "ServerAway",
            _ => "ServerWrong",
        };
    }

    private string Body(string code)
    {
        string[] paragraphs =
        [
            texts["CodeIs", code],
            texts["CodeFor", (int)ChannelProofStore.Lasts.TotalMinutes],
            texts["CodeSecret"],
        ];
        return string.Join("\n\n", paragraphs);
    }
}
