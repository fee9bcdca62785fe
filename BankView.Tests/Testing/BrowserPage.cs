using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;

namespace BankView.Tests.Testing;

/// <summary>A window of the browser, and what happened in it that should not have.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly Uri _home;
    private TaskCompletionSource _circuit = new();
    private long _lastBatch;

    private BrowserPage(IBrowserContext context, Uri home)
    {
        Context = context;
        _home = home;
        context.Console += (_, message) => NoteWhen(message.Type is "error" or "warning", $"console: {message.Text}");
        context.WebError += (_, error) => NoteWhen(true, $"script: {error.Error}");
        context.Request += (_, request) => NoteWhen(IsElsewhere(request.Url), $"another origin: {request.Url}");
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; } = default!;

    /// <summary>Errors and warnings of the console, failed scripts, and requests to other origins so far.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    public static async Task<BrowserPage> In(IBrowserContext context, Uri home)
    {
        var window = new BrowserPage(context, home) { Page = await context.NewPageAsync() };
        window.WatchCircuits();
        return window;
    }

    /// <summary>Goes there and waits until an interactive page answers.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Ready();
    }

    /// <summary>Waits until the page's circuit has rendered; at once on pages without one.</summary>
    public async Task Ready()
    {
        await Load();
        if (await Page.Locator("script[src*='blazor.web']").CountAsync() > 0)
        {
            await _circuit.Task.WaitAsync(TimeSpan.FromSeconds(15));
            // The circuit draws each part of the page anew in a batch of its own; it is done when none has come for a moment.
            while (Stopwatch.GetElapsedTime(_lastBatch) < Quiet)
            {
                await Task.Delay(Quiet);
            }

            // The circuit takes the title over, too: for a moment there is none.
            await Assertions.Expect(Page).Not.ToHaveTitleAsync("");
        }
    }

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public Task Fill(string label, string value) => Field(label).FillAsync(value);

    public Task Press(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Waits for an address of that path, whatever its query.</summary>
    public Task WaitFor(string path) => Page.WaitForURLAsync(url => string.Equals(new Uri(url).AbsolutePath, path, StringComparison.Ordinal));

    public Task Sees(string text) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text);

    /// <summary>The first administrator, who is a member too, made by the real setup link. Ends signed in on the overview.</summary>
    public async Task SetUp(BankViewApp app, string userName = "Robin", string password = BankViewApp.Password) =>
        await Join(await app.SetupLink(), "Set up", userName, password);

    /// <summary>Comes in by a link of <paramref name="path"/>.</summary>
    public async Task Join(string path, string button, string userName, string password)
    {
        await Go(path);
        await Fill("User name", userName);
        await Fill("New password", password);
        await Fill("Repeat the new password", password);
        await Press(button);
        await WaitFor("/");
        await Ready();
    }

    public async Task SignIn(string userName = "Robin", string password = BankViewApp.Password)
    {
        await Go("/sign-in");
        await Fill("User name", userName);
        await Fill("Password", password);
        await Press("Sign in");
    }

    public async Task SignOut()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Your account" }).ClickAsync();
        await Press("Sign out");
        await WaitFor("/sign-in");
    }

    public void HasNoTroubles() => Assert.Empty(Troubles);

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    // A load that happens in the moment in which Playwright begins to wait for it is missed; who asks again is told at once.
    private async Task Load()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Page.WaitForLoadStateAsync(LoadState.Load, new() { Timeout = 5_000 });
                return;
            }
            catch (TimeoutException) when (tries < 3)
            {
                // Asked again.
            }
        }
    }

    // A page that is loaded anew gets another circuit; the circuit lives when its first picture has come.
    private void WatchCircuits()
    {
        Page.Request += (_, request) => _circuit = request.IsNavigationRequest ? new() : _circuit;
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is { } bytes && bytes.AsSpan().IndexOf("JS.RenderBatch"u8) >= 0)
            {
                _lastBatch = Stopwatch.GetTimestamp();
                _circuit.TrySetResult();
            }
        };
    }

    private bool IsElsewhere(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "ws" or "wss"
        && !string.Equals(address.Authority, _home.Authority, StringComparison.Ordinal);

    private void NoteWhen(bool isTrouble, string what)
    {
        if (isTrouble)
        {
            _troubles.Enqueue(what);
        }
    }
}
