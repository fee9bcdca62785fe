namespace BankView.Data;

/// <summary>Something about one person changed: tells the open pages whose, and nothing else.</summary>
public abstract class UserEvents
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UserId, List<Action>> _listeners = [];

    /// <summary>Calls <paramref name="onChange"/> after each change, until disposed. It must return at once.</summary>
    public virtual IDisposable Subscribe(UserId userId, Action onChange)
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

    public virtual void Tell(UserId userId)
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

    /// <summary>Tells everybody who listens here: something may have been missed.</summary>
    internal void TellAllHere()
    {
        Action[] listeners;
        lock (_lock)
        {
            listeners = [.. _listeners.Values.SelectMany(some => some)];
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
