using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BankView.Data.Channels.WebPush;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Channels.WebPush;

/// <summary>The installation signs for its messages (RFC 8292), with one key of its own that nobody is shown.</summary>
public class VapidTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_push_service_can_check_who_sends_to_whom_until_when()
    {
        var key = VapidKey.Make();

        var header = key.Authorize(new Uri("https://push.example:8443/send/abc?x=1"), "mailto:admin@example.com", Now);

        Assert.StartsWith("vapid t=", header, StringComparison.Ordinal);
        Assert.Equal(key.PublicKey, header.Split(", k=")[1]);
        var parts = header["vapid t=".Length..].Split(',')[0].Split('.');
        using var signer = ECDsa.Create(PushSubscription.Parameters(Base64Url.DecodeFromChars(key.PublicKey)));
        Assert.True(signer.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        Assert.Equal("ES256", Json(parts[0]).GetProperty("alg").GetString());
        Assert.Equal("https://push.example:8443", Json(parts[1]).GetProperty("aud").GetString());
        Assert.Equal("mailto:admin@example.com", Json(parts[1]).GetProperty("sub").GetString());
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(Json(parts[1]).GetProperty("exp").GetInt64()), Now.AddHours(1), Now.AddHours(24));
    }

    [Theory, Databases]
    public async Task Nodes_that_make_the_key_at_once_end_with_one_and_find_it_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);

        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Store(database).Get())));

        Assert.Single(keys.Select(key => key.PublicKey).Distinct());
        var again = await Store(database).Get();
        Assert.Equal((keys[0].PublicKey, keys[0].Write()), (again.PublicKey, again.Write()));
    }

    [Theory, Databases]
    public async Task The_private_key_is_stored_sealed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var key = await Store(database).Get();

        var stored = await TableDump.Bytes(database.Databases.Data);

        using var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(key.Write()), out _);
        var secret = pair.ExportParameters(includePrivateParameters: true).D!;
        Assert.Equal(-1, stored.AsSpan().IndexOf(secret));
        Assert.Equal(-1, stored.AsSpan().IndexOf(Encoding.ASCII.GetBytes(key.Write())));
        Assert.DoesNotContain(Convert.ToHexString(secret), string.Concat(await TableDump.Lines(database.Databases.Data)), StringComparison.OrdinalIgnoreCase);
        // It is there, and the master key is what opens it.
        using var other = MasterKey.Load(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), path: "");
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await new VapidKeyStore(database.Databases, other, database.Clock).Get());
        await using var connection = await database.Databases.Data.Open(TestContext.Current.CancellationToken);
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM installation_keys"));
    }

    private static VapidKeyStore Store(TestDatabase database) => new(database.Databases, database.MasterKey, database.Clock);

    private static JsonElement Json(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
}
