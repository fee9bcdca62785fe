namespace BankView.Web.BankLinks.Wizard;

/// <summary>
/// Remembers, for one open page, that the member has just agreed and is to be sent on to the bank. Who comes back by the browser's Back,
/// or reloads, opens a page of its own, and is asked instead of being sent away again.
/// </summary>
public sealed class WayToBank
{
    private Guid? _attempt;

    public void Open(Guid attempt) => _attempt = attempt;

    /// <summary>True once for the attempt that was opened.</summary>
    public bool Take(Guid attempt)
    {
        var isOpen = _attempt == attempt;
        _attempt = null;
        return isOpen;
    }
}
