using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankView.Web.SandboxBank.Fdx;

/// <summary>Answers in FDX's form.</summary>
internal static class FdxAnswer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static IResult Json(object body) => Results.Json(body, Options);

    /// <summary>FDX's Error entity; the codes are those of the FDX API specification's error table.</summary>
    public static IResult Error(int status, string code, string message) => Results.Json(new { code, message }, Options, statusCode: status);

    public static IResult NoAccount() => Error(StatusCodes.Status404NotFound, "701", "Account not found");

    /// <summary>401: the token is missing, over or unknown (RFC 6750, section 3.1).</summary>
    public static IResult NoToken(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Error(StatusCodes.Status401Unauthorized, "602", "Customer not authorized");
    }

    /// <summary>403: the token is good, the consent behind it does not reach that far.</summary>
    public static IResult Forbidden(string why) => Error(StatusCodes.Status403Forbidden, "602", $"Customer not authorized: {why}");

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
