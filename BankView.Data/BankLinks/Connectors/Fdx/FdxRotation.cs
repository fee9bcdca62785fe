using System.Collections.Concurrent;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// Refreshes credentials, one at a time for each: a refresh token is good for one use, and a bank that sees it twice ends the whole grant.
/// Who comes second, with the credential of before, is given what the first one got.
/// </summary>
internal sealed class FdxRotation(FdxGrants grants, TimeProvider clock)
{
    // Long enough for every reading that began with the old credential to have ended.
    private static readonly TimeSpan RememberFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);

    /// <summary>The newest rotation of this credential that is known here and kept.</summary>
    public FdxCredential Newest(FdxCredential credential) =>
        _families.TryGetValue(credential.Family, out var family) && family.Newest is { } newest && family.IsKept && newest.Rotation > credential.Rotation
            ? newest : credential;

    /// <summary>
    /// A credential newer than <paramref name="credential"/>, kept by <paramref name="keep"/> before it is returned. Null when the bank does
    /// not accept it any more.
    /// </summary>
    /// <exception cref="ConnectorException">The bank gave no usable answer; the old credential may still be good.</exception>
    public async Task<FdxCredential?> Refresh(FdxParty party, FdxCredential credential, Func<string, Task> keep, CancellationToken cancellation)
    {
        Forget();
        var family = _families.GetOrAdd(credential.Family, _ => new Family());
        family.UsedAt = clock.GetUtcNow();
        await family.Turn.WaitAsync(cancellation);
        try
        {
            if (family.Newest is null || family.Newest.Rotation <= credential.Rotation)
            {
                if (credential.RefreshToken is null)
                {
                    return null;
                }

                // From here on the old token may be worth nothing, so nobody who stops waiting may stop what follows.
                if (await grants.Refresh(party, credential, CancellationToken.None) is not { } fresh)
                {
                    return null;
                }

                (family.Newest, family.IsKept) = (fresh, false);
            }

            if (!family.IsKept)
            {
                // Had it failed before, the new credential lived here alone.
                await keep(family.Newest.Write());
                family.IsKept = true;
            }

            return family.Newest;
        }
        finally
        {
            family.Turn.Release();
        }
    }

    private void Forget()
    {
        var before = clock.GetUtcNow() - RememberFor;
        foreach (var (name, family) in _families)
        {
            if (family.UsedAt < before && family.Turn.CurrentCount > 0 && (family.IsKept || family.Newest is null))
            {
                _families.TryRemove(KeyValuePair.Create(name, family));
            }
        }
    }

    private sealed class Family
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public DateTimeOffset UsedAt { get; set; } = DateTimeOffset.MaxValue;

        public FdxCredential? Newest { get; set; }

        public bool IsKept { get; set; }
    }
}
