using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using BankView.Tests.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BankView.Tests.SandboxBank;

public class ClientAssertionTests
{
    [Fact]
    public async Task A_client_with_a_registered_key_signs_in_with_it_each_time_anew()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var app = await BankViewApp.Start(web => web.UseSetting("SandboxBank:ClientPublicKey", key.ExportSubjectPublicKeyInfoPem()));
        using var dance = await BankDance.With(app);
        var assertion = Assertion(key, dance);
        Assert.Equal(HttpStatusCode.Created, (await Push(dance, assertion)).StatusCode);
        Assert.Equal("401 invalid_client", await BankDance.Error(await Push(dance, assertion)));
        Assert.Equal(HttpStatusCode.Created, (await Push(dance, Assertion(key, dance))).StatusCode);
    }

    [Fact]
    public async Task An_assertion_by_another_key_for_another_bank_or_run_out_proves_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var app = await BankViewApp.Start(web => web.UseSetting("SandboxBank:ClientPublicKey", key.ExportSubjectPublicKeyInfoPem()));
        using var dance = await BankDance.With(app);
        foreach (var wrong in new[]
        {
            Assertion(other, dance), Assertion(key, dance, audience: "https://another.bank"), Assertion(key, dance, issuer: "another"),
            Assertion(key, dance, minutes: -1), "not a token",
        })
        {
            Assert.Equal("401 invalid_client", await BankDance.Error(await Push(dance, wrong)));
        }
    }

    [Fact]
    public async Task Without_a_registered_key_no_assertion_counts()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        Assert.Equal("401 invalid_client", await BankDance.Error(await Push(dance, Assertion(key, dance))));
    }

    private static Task<HttpResponseMessage> Push(BankDance dance, string assertion) => dance.Push(("client_assertion", assertion),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));

    private static string Assertion(ECDsa key, BankDance dance, string? audience = null, string issuer = "bankview", int minutes = 5) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience ?? dance.Settings.Values["Issuer"],
            Subject = new ClaimsIdentity([new("sub", issuer), new("jti", Guid.NewGuid().ToString())]),
            Expires = DateTime.UtcNow.AddMinutes(minutes),
            SigningCredentials = new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
        });
}
