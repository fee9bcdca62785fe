using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.Fdx;

/// <summary>FDX v6: <c>GET /consents/{id}</c> and <c>PUT /consents/{id}/revocation</c>, by a token of that consent.</summary>
internal static class ConsentEndpoints
{
    private const int DaysOfHistory = 730;

    public static async Task<IResult> One(HttpContext http, FdxAccess access, TimeProvider clock, string id) =>
        await access.Consent(http) is not { } consent ? FdxAnswer.NoToken(http)
        : !consent.Is(id) ? FdxAnswer.Error(StatusCodes.Status404NotFound, "601", "Consent not found")
        : FdxAnswer.Json(Shape(consent, clock.GetUtcNow()));

    /// <summary>204, also for a consent that is over already.</summary>
    public static async Task<IResult> Revoke(HttpContext http, FdxAccess access, BankConsentStore consents, string id)
    {
        if (await access.Consent(http) is not { } consent)
        {
            return FdxAnswer.NoToken(http);
        }

        if (!consent.Is(id))
        {
            return FdxAnswer.Error(StatusCodes.Status404NotFound, "601", "Consent not found");
        }

        await consents.Revoke(consent);
        return Results.NoContent();
    }

    private static object Shape(BankConsent consent, DateTimeOffset now) => new
    {
        id = consent.Id,
        status = consent.Status(now),
        createdTime = FdxAnswer.Time(consent.CreatedAt),
        updatedTime = consent.RevokedAt is { } at ? FdxAnswer.Time(at) : null,
        expirationTime = FdxAnswer.Time(consent.ExpiresAt),
        durationType = "TIME_BOUND",
        durationPeriod = (int)Math.Ceiling((consent.ExpiresAt - consent.CreatedAt).TotalDays),
        lookbackPeriod = DaysOfHistory,
        resources = consent.Accounts.Select(account => new { resourceType = "ACCOUNT", resourceId = account, dataClusters = consent.Clusters }),
    };
}
