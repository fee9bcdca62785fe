using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BankView.Web.Shell;

/// <summary>
/// Catches what a page did not expect: the log gets everything, the member a sentence with the reference under which it is
/// logged. Going to another page starts afresh.
/// </summary>
public sealed class PageErrorBoundary : ErrorBoundaryBase, IDisposable
{
    private string _reference = "";

    [Inject]
    private ILogger<PageErrorBoundary> Logger { get; set; } = default!;

    [Inject]
    private NavigationManager Location { get; set; } = default!;

    public void Dispose() => Location.LocationChanged -= StartAfresh;

    protected override void OnInitialized() => Location.LocationChanged += StartAfresh;

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = ErrorReference.Current();
        Logger.LogError(exception, "A page failed, reference {Reference}", _reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
        }
        else
        {
            builder.OpenComponent<FailureContent>(1);
            builder.AddComponentParameter(2, nameof(FailureContent.Reference), _reference);
            builder.CloseComponent();
        }
    }

    private void StartAfresh(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs e) => Recover();
}

/// <summary>The number that a member can quote and an administrator can find in the log.</summary>
internal static class ErrorReference
{
    public static string Current() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
}
