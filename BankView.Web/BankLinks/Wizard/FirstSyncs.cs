using System.Collections.Concurrent;
using BankView.Data;
using BankView.Data.BankLinks.Sync;
using BankView.Web.Imports;

namespace BankView.Web.BankLinks.Wizard;

/// <summary>How far the first reading of a link is; its outcome when it is over.</summary>
public sealed record FirstSync(SyncProgress Progress, SyncOutcome? Outcome);

/// <summary>
/// First readings of new links, away from the pages that show them: a page that is closed ends none. What it knows lives in this
/// process alone and for a while; a reading that nobody began here, or that ends with the process, is the scheduler's.
/// </summary>
public sealed class FirstSyncs(LinkSync sync, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<FirstSyncs> log) : UserEvents
{
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<(UserId, Guid), FirstSync> _known = [];

    /// <summary>Null when none was begun here, or it is long over.</summary>
    public FirstSync? Find(UserId userId, Guid linkId) => _known.GetValueOrDefault((userId, linkId));

    /// <summary>Begins to read the link, unless that is under way here.</summary>
    public void Begin(UserId userId, Guid linkId)
    {
        Forget();
        var (before, fresh) = (Find(userId, linkId), new FirstSync(default, null));
        if (ReferenceEquals(_known.AddOrUpdate((userId, linkId), fresh, (_, known) => known.Outcome is null ? known : fresh), fresh))
        {
            _ = Task.Run(() => Run(userId, linkId, before));
        }
    }

    private async Task Run(UserId userId, Guid linkId, FirstSync? before)
    {
        var progress = new ThrottledProgress<SyncProgress>(clock, step => Note(new FirstSync(step, null)));
        try
        {
            var outcome = await sync.Run(userId, linkId, SyncTrigger.FirstSync, progress, lifetime.ApplicationStopping);
            // A page that looked just before the reading ended asks once more: what that one brought is still the answer.
            Note(outcome.End is SyncEnd.NotYet && before?.Outcome is not null ? before : new FirstSync(Find(userId, linkId)?.Progress ?? default, outcome));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            _known.TryRemove((userId, linkId), out _);
        }
        catch (Exception e)
        {
            // Nobody waits for this task: the link is due still, and the scheduler reads it.
            log.LogError(e, "The first reading of a link failed");
            _known.TryRemove((userId, linkId), out _);
            Tell(userId);
        }

        void Note(FirstSync state)
        {
            _known[(userId, linkId)] = state;
            Tell(userId);
        }
    }

    private void Forget()
    {
        if (_known.Count > MostKept)
        {
            foreach (var (key, _) in _known.Where(one => one.Value.Outcome is not null))
            {
                _known.TryRemove(key, out _);
            }
        }
    }
}
