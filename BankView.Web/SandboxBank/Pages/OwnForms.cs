using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BankView.Web.SandboxBank.Pages;

/// <summary>Takes forms of the bank's own pages only, by the token that each of them carries.</summary>
internal sealed class OwnForms(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : new RazorComponentResult<MessagePage>(new
            {
                Title = "This page was open too long",
                Text = "Nothing was done. Go back, load the page again and repeat it.",
            })
            {
                StatusCode = StatusCodes.Status400BadRequest,
            };
}
