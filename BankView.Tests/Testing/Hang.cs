namespace BankView.Tests.Testing;

/// <summary>
/// A bound for readers of hostile files: not a speed (that stands in BankView.Bench), but far below what a reader needs whose time
/// grows faster than its input, and far above what a crowded machine adds to one that does not.
/// </summary>
internal static class Hang
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
}
