using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Caching.Memory;

namespace BankView.Web.SignIn;

/// <summary>
/// Remembers which session a circuit was started by, and lets only that session come back to it: a tab that reconnects with
/// another sign-in's cookie is told that its circuit is gone, and loads its page anew. Blazor itself would hand the circuit over.
/// </summary>
internal sealed class CircuitOwners(IMemoryCache owners) : IHubFilter
{
    // Longer than Blazor keeps a circuit without a connection (three minutes).
    private static readonly TimeSpan KeptAfterDisconnect = TimeSpan.FromMinutes(15);

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = invocationContext.Context;
        switch (invocationContext.HubMethodName)
        {
            case "StartCircuit":
                var started = await next(invocationContext);
                Own(connection, started as string);
                return started;
            case "ConnectCircuit" when invocationContext.HubMethodArguments is [string secret, ..]:
                if (!IsOwnedBy(connection, secret))
                {
                    return false;
                }

                var found = await next(invocationContext);
                Own(connection, found is true ? secret : null);
                return found;
            case "ResumeCircuit" when invocationContext.HubMethodArguments is [string secret, ..]:
                if (!IsOwnedBy(connection, secret))
                {
                    return null;
                }

                var resumed = await next(invocationContext);
                Own(connection, resumed as string);
                return resumed;
            default:
                return await next(invocationContext);
        }
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.TryGetValue(typeof(CircuitOwners), out var secret))
        {
            owners.Set(Key(secret), context.Context.User?.SessionId(), KeptAfterDisconnect);
        }

        await next(context, exception);
    }

    private static (Type, object?) Key(object? secret) => (typeof(CircuitOwners), secret);

    private bool IsOwnedBy(HubCallerContext connection, string secret) =>
        owners.TryGetValue(Key(secret), out Guid? owner) && owner == connection.User?.SessionId();

    private void Own(HubCallerContext connection, string? secret)
    {
        if (secret is not null)
        {
            connection.Items[typeof(CircuitOwners)] = secret;
            owners.Set(Key(secret), connection.User?.SessionId());
        }
    }
}
