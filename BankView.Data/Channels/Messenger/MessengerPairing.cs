namespace BankView.Data.Channels.Messenger;

/// <summary>
/// Ties a chat to a member, proved from both sides: BankView shows a link with a token, whoever opens it is answered a code in the chat, and
/// the member types that code in BankView. Neither a chat alone nor a BankView page alone is enough.
/// </summary>
public sealed class MessengerPairing(ChannelProofStore proofs, MessengerSenders senders, MessengerSettings settings)
{
    private const char Separator = '-';
    private const int TokenLength = 32;

    /// <summary>The address to open the chat by; it carries a token that is good once. Null after too many in a day.</summary>
    /// <param name="language">In which the chat is to answer, before anybody knows whose it is; a culture's two letters.</param>
    public async Task<string?> Begin(UserId userId, string language) =>
        await proofs.BeginByToken(userId, ChannelKind.Messenger) is { } token ? settings.ChatAddress($"{token}{Separator}{language}") : null;

    /// <summary>Somebody came by such a link: the code to answer, and in which language. Null for one that is unknown, used or too late.</summary>
    public async Task<(string Code, string Language)?> Meet(MessengerEvent heard)
    {
        // The link's own text can arrive as the first message, where an app loses what links bring along.
        var parts = (heard.Reference ?? heard.Text.Trim()).Split(Separator, 2);
        return parts[0].Length == TokenLength && await proofs.TakeToken(ChannelKind.Messenger, parts[0], heard.Sender, "Messenger") is { } code
            ? (code, parts.Length == 2 ? parts[1] : "")
            : null;
    }

    /// <summary>The proof that waits for the member: for its other side, or for the code. Null for none.</summary>
    public Task<ChannelProof?> Find(UserId userId) => proofs.Find(userId, ChannelKind.Messenger);

    /// <summary>The member types the code.</summary>
    public async Task<ProofOutcome> Confirm(UserId userId, Guid proofId, string code)
    {
        var outcome = await proofs.Confirm(userId, proofId, code, person => senders.TagOf(person));
        if (outcome is ProofOutcome.Proved)
        {
            await senders.CatchUp(userId);
        }

        return outcome;
    }
}
