using System.Globalization;
using BankView.Data;
using BankView.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace BankView.Web.Shell;

/// <summary>
/// A page of one member's: it loads when it opens and again whenever that member's data changes, on this page or anywhere else
/// on this server. What it loads stays in the page, and goes with it.
/// </summary>
public abstract class MemberPage : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;
    private bool _disposed;

    [Inject]
    private CurrentUser CurrentUser { get; set; } = default!;

    [Inject]
    private MemberDataEvents Changes { get; set; } = default!;

    protected UserId UserId { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        UserId = await CurrentUser.RequireMember();
        if (!_disposed && RendererInfo.IsInteractive)
        {
            _subscription = Changes.Subscribe(UserId, () => _ = InvokeAsync(Reload));
        }

        await Load();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();

    protected virtual void Dispose(bool disposing)
    {
        _disposed = true;
        _subscription?.Dispose();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    // A failure while reloading belongs to the error boundary, like any other of this page.
    private async Task Reload()
    {
        if (_disposed)
        {
            return;
        }

        // Whoever changed the data may read another language, or be a job that reads none; this page keeps its own.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _language);
        try
        {
            await Load();
            StateHasChanged();
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
