using BankView.Data.Channels.Messenger;
using Quartz;

namespace BankView.Web.Channels.Messenger;

/// <summary>Answers what came in: one person's events one after the other, different persons' beside each other.</summary>
[DisallowConcurrentExecution]
internal sealed class MessengerJob(MessengerInbox inbox, MessengerConversation conversation, ILogger<MessengerJob> logger) : IJob
{
    private const int Batch = 100;
    private const int AtOnce = 8;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // What is taken is answered, also when the host stops meanwhile: nobody takes it again.
        while (!cancellationToken.IsCancellationRequested && await inbox.TakeOfAllMembers(Batch) is { Count: > 0 } events)
        {
            await Parallel.ForEachAsync(events.GroupBy(one => one.Sender), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, _) =>
            {
                foreach (var heard in person)
                {
                    await Handle(heard);
                }
            });
        }
    }

    private async Task Handle(MessengerEvent heard)
    {
        try
        {
            await conversation.Handle(heard);
        }
#pragma warning disable CA1031 // One person's trouble must not keep the others from an answer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "A message in Messenger was not answered.");
        }
    }
}

/// <summary>Forgets what came in, and who wrote, more than a day ago.</summary>
[DisallowConcurrentExecution]
internal sealed class OldMessengerEventsJob(MessengerInbox inbox, MessengerSenders senders) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await inbox.ForgetOldOfAllMembers();
        await senders.ForgetOldOfAllMembers();
    }
}
