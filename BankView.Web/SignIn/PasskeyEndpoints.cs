using BankView.Data.Users;
using BankView.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>What a browser asks for before it makes or uses a passkey; wwwroot/passkeys.js asks. Each holds a fresh challenge.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost(Urls.PasskeyCreation, async (HttpContext http, IAntiforgery antiforgery, SignInManager<User> entrance) =>
            await antiforgery.IsRequestValidAsync(http) && await entrance.UserManager.GetUserAsync(http.User) is { } user
                ? Json(await entrance.MakePasskeyCreationOptionsAsync(
                    new() { Id = user.Id.ToString(), Name = user.UserName, DisplayName = user.UserName }))
                : Results.BadRequest());
        // For nobody in particular: the browser offers the passkeys it has, and no name needs to be given away.
        app.MapPost(Urls.PasskeyRequest, async (HttpContext http, IAntiforgery antiforgery, SignInManager<User> entrance) =>
            await antiforgery.IsRequestValidAsync(http) ? Json(await entrance.MakePasskeyRequestOptionsAsync(null)) : Results.BadRequest())
            .AllowAnonymous();
    }

    private static IResult Json(string json) => Results.Text(json, "application/json");
}
