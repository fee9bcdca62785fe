namespace BankView.Data;

/// <summary>Tells a member's open pages that their accounts, transactions or consents changed, so that they read again.</summary>
public sealed class MemberDataEvents : UserEvents
{
    /// <summary>Tells the pages of other nodes, where there are any.</summary>
    internal Action<UserId>? Elsewhere { get; set; }

    /// <summary>Called when a page begins to listen here.</summary>
    internal Action? Listened { get; set; }

    /// <inheritdoc/>
    public override IDisposable Subscribe(UserId userId, Action onChange)
    {
        var subscription = base.Subscribe(userId, onChange);
        Listened?.Invoke();
        return subscription;
    }

    /// <inheritdoc/>
    public override void Tell(UserId userId)
    {
        TellHere(userId);
        Elsewhere?.Invoke(userId);
    }

    internal void TellHere(UserId userId) => base.Tell(userId);
}
