using System.Security.Claims;
using BankView.Data.Users;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace BankView.Web.SignIn;

/// <summary>How often open pages look whether their sign-in still holds; a change in this process reaches them at once.</summary>
internal sealed class CircuitCheckOptions
{
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>
/// Gives an open page its member, and with that the accounts it may show: those that this member has linked. It looks again at the
/// session, the stamp, the status and the roles; when one no longer holds, or another person's cookie takes over the connection, the
/// page belongs to nobody from that moment, and the router sends its reader to sign in.
/// </summary>
internal sealed class LinkedAccountsAuthenticationStateProvider(
    SessionCheck check, SignInEvents events, IOptions<CircuitCheckOptions> options, ILoggerFactory loggers)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<LinkedAccountsAuthenticationStateProvider>();
    private IDisposable? _subscription;
    private Guid? _session;

    protected override TimeSpan RevalidationInterval => options.Value.Every;

    /// <summary>Called when this page's circuit opens. A page that is only rendered once has nothing to watch.</summary>
    public async Task Watch()
    {
        var person = (await GetAuthenticationStateAsync()).User;
        _session = person.SessionId();
        AuthenticationStateChanged += LeaveWhenTakenOver;
        if (person.UserId() is { } userId)
        {
            _subscription = events.Subscribe(userId, () => _ = Look());
            // It may have ended between the page's request and this moment.
            await Look();
        }
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var before = authenticationState.User;
        return await check.Renew(before) is { } now && SameRoles(before, now);
    }

    protected override void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        base.Dispose(disposing);
    }

    private static bool SameRoles(ClaimsPrincipal before, ClaimsPrincipal now) =>
        before.IsInRole(SessionClaims.Member) == now.IsInRole(SessionClaims.Member)
        && before.IsInRole(SessionClaims.Administrator) == now.IsInRole(SessionClaims.Administrator);

    private async Task Look()
    {
        var state = await GetAuthenticationStateAsync();
        if (state.User.Identity?.IsAuthenticated != true)
        {
            return;
        }

        try
        {
            if (!await ValidateAuthenticationStateAsync(state, CancellationToken.None))
            {
                Leave();
            }
        }
        catch (Exception failure)
        {
            // Without an answer nobody is assumed to be signed in.
            _logger.LogError(failure, "A sign-in could not be checked; its page was closed");
            Leave();
        }
    }

    // Blazor sets the state anew when a connection comes back, with whoever's cookie the browser sends by then.
    private void LeaveWhenTakenOver(Task<AuthenticationState> changed)
    {
        if (changed is { IsCompletedSuccessfully: true, Result.User: { Identity.IsAuthenticated: true } person } && person.SessionId() != _session)
        {
            Leave();
        }
    }

    private void Leave() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
}
