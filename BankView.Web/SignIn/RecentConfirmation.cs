using BankView.Data.Users;
using BankView.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BankView.Web.SignIn;

/// <summary>
/// For pages that change what a person signs in with: they proved a moment ago, at this browser, who they are. A browser that
/// somebody left signed in is not enough.
/// </summary>
internal sealed class RecentConfirmation : IAuthorizationRequirement
{
    public const string Policy = nameof(RecentConfirmation);
}

/// <summary>Asks the session's row, with every request.</summary>
internal sealed class RecentConfirmationCheck(SessionStore sessions) : AuthorizationHandler<RecentConfirmation>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RecentConfirmation requirement)
    {
        if (context.User.UserId() is { } userId && context.User.SessionId() is { } session && await sessions.IsConfirmed(userId, session))
        {
            context.Succeed(requirement);
        }
    }
}

/// <summary>
/// Leads who lacks nothing but a recent confirmation to the page that asks for it, and back. It stands before any page is rendered,
/// so a posted form is not acted on either.
/// </summary>
internal sealed class LeadToConfirmation : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden || authorizeResult.AuthorizationFailure?.FailedRequirements.All(failed => failed is RecentConfirmation) != true)
        {
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }

        context.Response.Redirect(Urls.Confirm(context.Request.Path + context.Request.QueryString));
        return Task.CompletedTask;
    }
}
