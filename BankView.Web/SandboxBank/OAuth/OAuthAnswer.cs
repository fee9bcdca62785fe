namespace BankView.Web.SandboxBank.OAuth;

/// <summary>Refusals in the form of RFC 6749, section 5.2.</summary>
internal static class OAuthAnswer
{
    public static IResult Refuse(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error, error_description = description }, statusCode: status);
}
