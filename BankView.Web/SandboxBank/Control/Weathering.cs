using System.Text;
using BankView.Web.SandboxBank.Fdx;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.Control;

/// <summary>Answers late, wrongly or not at all, as the control page says. The bank's own pages stay well.</summary>
internal sealed class Weathering(BankWeather weather, TimeProvider clock) : IEndpointFilter
{
    private const string InteractionId = "x-fapi-interaction-id";
    private const int RetryAfterSeconds = 120;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (answering, seconds) = await weather.Now();
        var http = context.HttpContext;
        // FDX has each answer name the call that it belongs to.
        if (Guid.TryParse(http.Request.Headers[InteractionId], out var interaction))
        {
            http.Response.Headers[InteractionId] = interaction.ToString("D");
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds), clock, http.RequestAborted);
        switch (answering)
        {
            case Answering.Down:
                return FdxAnswer.Error(StatusCodes.Status503ServiceUnavailable, "501", "Subsystem unavailable");
            case Answering.ServerError:
                return FdxAnswer.Error(StatusCodes.Status500InternalServerError, "500", "Internal server error");
            case Answering.TooManyCalls:
                http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
                return FdxAnswer.Error(StatusCodes.Status429TooManyRequests, "429", "Too many requests");
            case Answering.Html:
                return Results.Content("<!DOCTYPE html><title>Sandbox Bank</title><h1>We will be back soon</h1>", "text/html", Encoding.UTF8);
            case Answering.BrokenJson:
                return Results.Content("{\"accounts\": [{\"accountId\": , \"transactions\": ]", "application/json", Encoding.UTF8);
            case Answering.CutOff:
                await CutOff(http);
                return Results.Empty;
            default:
                return await next(context);
        }
    }

    // Promises more than it sends, and hangs up.
    private static async Task CutOff(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 4096;
        await http.Response.WriteAsync("{\"page\": {\"totalElements\": 5}, \"accounts\": [{\"accountCategory\": \"DEPOS", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }
}
