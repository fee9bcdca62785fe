using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;
using BankView.Data.Database;
using BankView.Tests.Testing;
using BankView.Web.Channels.Messenger;
using Microsoft.AspNetCore.Hosting;

namespace BankView.Tests.Channels.Messenger;

/// <summary>The real application with a Messenger page, and the platform behind it. What comes in is answered when the test says so.</summary>
internal sealed class MessengerSite : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly string? _postgres;
    private int _persons;

    private MessengerSite(BankViewApp app, MessengerPlatform platform, ShiftedClock clock, string? postgres)
    {
        (App, Platform, Clock, _postgres) = (app, platform, clock, postgres);
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
    }

    public BankViewApp App { get; }

    public MessengerPlatform Platform { get; }

    public ShiftedClock Clock { get; }

    public HttpClient Http => _http;

    public static async Task<MessengerSite> Start(DatabaseKind kind = DatabaseKind.Sqlite, Action<IWebHostBuilder>? configure = null)
    {
        var postgres = kind is DatabaseKind.Postgres ? await PostgresTemplate.Copy() : null;
        var (platform, clock) = (await MessengerPlatform.Open(), new ShiftedClock());
        platform.Clock = clock;
        var app = await BankViewApp.Start(host =>
        {
            clock.Rule(host);
            platform.Rule(host);
            host.UseSetting("Messages:Enabled", "false");
            if (postgres is not null)
            {
                host.UseSetting("Database:Provider", nameof(DatabaseKind.Postgres));
                host.UseSetting("Database:ConnectionString", PostgresTemplate.ConnectionString(postgres));
            }

            configure?.Invoke(host);
        });
        return new MessengerSite(app, platform, clock, postgres);
    }

    /// <summary>A person's id on the page, which nobody had before.</summary>
    public string NewPerson() => (7_000_000_000_000_000 + Interlocked.Increment(ref _persons)).ToString(CultureInfo.InvariantCulture);

    public Task<TestMember> NewMember() => TestMember.Join(TestDatabase.Of(App));

    /// <summary>A member whose chat is paired, by the whole way.</summary>
    public async Task<(TestMember Member, string Person)> Pair(TestMember? member = null)
    {
        var (whose, person, pairing) = (member ?? await NewMember(), NewPerson(), App.Get<MessengerPairing>());
        await Hear(MessengerSays.Referral(person, ReferenceIn((await pairing.Begin(whose.Id, "en"))!), Clock.GetUtcNow()));
        Assert.Equal(ProofOutcome.Proved, await pairing.Confirm(whose.Id, (await pairing.Find(whose.Id))!.Id, CodeIn(Platform.TextsFor(person)[^1])));
        return (whose, person);
    }

    /// <summary>The platform delivers, rightly signed, and what came in is answered.</summary>
    public async Task Hear(params JsonObject[] events)
    {
        Assert.Equal(HttpStatusCode.OK, await Deliver(MessengerSays.Delivery(events)));
        await AnswerAll();
    }

    /// <summary>What the person reads next, after writing this.</summary>
    public async Task<string> Ask(string person, string text)
    {
        var before = Platform.TextsFor(person).Count;
        await Hear(MessengerSays.Message(person, text, Clock.GetUtcNow()));
        return Assert.Single(Platform.TextsFor(person).Skip(before));
    }

    public async Task<HttpStatusCode> Deliver(string body, string? signature = "right")
    {
        foreach (var person in MessengerPlatform.PersonsIn(body))
        {
            Platform.Heard(person);
        }

        using var answer = await Post(body, signature is "right" ? MessengerPlatform.Sign(body) : signature);
        return answer.StatusCode;
    }

    public async Task<HttpResponseMessage> Post(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/channels/messenger") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        }

        return await _http.SendAsync(request);
    }

    public async Task AnswerAll()
    {
        while (await App.Get<MessengerInbox>().TakeOfAllMembers(100) is { Count: > 0 } events)
        {
            foreach (var heard in events)
            {
                await App.Get<MessengerConversation>().Handle(heard);
            }
        }
    }

    public static string ReferenceIn(string address) => address[(address.IndexOf("?ref=", StringComparison.Ordinal) + 5)..];

    public static string CodeIn(string text) => new([.. text.Where(char.IsAsciiDigit)]);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
        await Platform.DisposeAsync();
        if (_postgres is not null)
        {
            await PostgresTemplate.Drop(_postgres);
        }
    }
}
