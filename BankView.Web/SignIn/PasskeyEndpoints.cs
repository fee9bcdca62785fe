using BankView.Data.Users;
using BankView.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>What a browser asks for before it makes or uses a passkey; wwwroot/passkeys.js asks. Each holds a fresh challenge.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this WebApplication app)
    {
        // A passkey that could not be added in the end would stay on the device, so a confirmation that is over counts from here on.
        app.MapPost(Urls.PasskeyCreation, async (HttpContext http, IAntiforgery antiforgery, SignInManager<User> entrance, IAuthorizationService rules) =>
            !await antiforgery.IsRequestValidAsync(http) || await entrance.UserManager.GetUserAsync(http.User) is not { } user
                ? Results.BadRequest()
                : !(await rules.AuthorizeAsync(http.User, RecentConfirmation.Policy)).Succeeded
                    ? Results.StatusCode(StatusCodes.Status403Forbidden)
                    : Json(await entrance.MakePasskeyCreationOptionsAsync(
                        new() { Id = user.Id.ToString(), Name = user.UserName, DisplayName = user.UserName })));
        // For nobody in particular: the browser offers the passkeys it has, and no name needs to be given away.
        app.MapPost(Urls.PasskeyRequest, async (HttpContext http, IAntiforgery antiforgery, SignInManager<User> entrance) =>
            await antiforgery.IsRequestValidAsync(http) ? Json(await entrance.MakePasskeyRequestOptionsAsync(null)) : Results.BadRequest())
            .AllowAnonymous();
    }

    private static IResult Json(string json) => Results.Text(json, "application/json");
}
