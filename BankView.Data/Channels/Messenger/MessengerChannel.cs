namespace BankView.Data.Channels.Messenger;

/// <summary>
/// Messages by Facebook Messenger. Within 24 hours of the person's last message they are free text; later the platform takes an approved
/// template alone, and without one the next channel has to do. Messages under the old tags are not sent: the platform refuses them.
/// </summary>
public sealed class MessengerChannel(MessengerApi api, MessengerSettings settings, TimeProvider clock) : IMessageChannel
{
    // A minute less than the platform's day: its clock is not ours, and the message has a way to go.
    private static readonly TimeSpan Window = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1);

    public ChannelKind Kind => ChannelKind.Messenger;

    public bool IsConfigured => settings.IsConfigured;

    /// <inheritdoc/>
    public Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation) =>
        message.LastHeardAt + Window > clock.GetUtcNow() ? api.Reply(message.UserId, message.Address, message.Text.Body, cancellation)
        : settings.Template.Length > 0 ? api.SendByTemplate(message.UserId, message.Address, message.Text.Body, message.Language, cancellation)
        : Task.FromResult(new SendResult(SendOutcome.Refused));

    /// <inheritdoc/>
    public Task<SendResult> Check(CancellationToken cancellation) => api.Check(cancellation);
}
