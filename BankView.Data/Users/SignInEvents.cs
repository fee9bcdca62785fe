namespace BankView.Data.Users;

/// <summary>
/// Tells the open pages of this process that something about a person's sign-in changed (an end, a block, a role), so that they
/// look at once instead of at their next check. Says whose, and nothing else.
/// </summary>
public sealed class SignInEvents
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UserId, List<Action>> _listeners = [];

    /// <summary>Calls <paramref name="onChange"/> after each change to the person's sign-in, until disposed. It must return at once.</summary>
    public IDisposable Subscribe(UserId userId, Action onChange)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(userId, out var listeners))
            {
                _listeners[userId] = listeners = [];
            }

            listeners.Add(onChange);
        }

        return new Subscription(() => Remove(userId, onChange));
    }

    public void Tell(UserId userId)
    {
        Action[] listeners;
        lock (_lock)
        {
            listeners = _listeners.TryGetValue(userId, out var found) ? [.. found] : [];
        }

        foreach (var listener in listeners)
        {
            listener();
        }
    }

    private void Remove(UserId userId, Action onChange)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(userId, out var listeners) && listeners.Remove(onChange) && listeners.Count == 0)
            {
                _listeners.Remove(userId);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
