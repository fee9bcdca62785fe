using System.Collections.Concurrent;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// Refreshes credentials, one at a time for each: a refresh token is good for one use, and a bank that sees it twice ends the whole grant.
/// Who comes second, with the credential of before, is given what the first one got, also when that was on another node.
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
    /// A credential newer than <paramref name="credential"/>, kept before it is returned. Null when the bank does not accept it any more, or
    /// it was destroyed meanwhile.
    /// </summary>
    /// <exception cref="ConnectorException">The bank gave no usable answer; the old credential may still be good.</exception>
    public async Task<FdxCredential?> Refresh(FdxParty party, FdxCredential credential, BankAccess access, CancellationToken cancellation)
    {
        Forget();
        var family = _families.GetOrAdd(credential.Family, _ => new Family());
        family.UsedAt = clock.GetUtcNow();
        await family.Turn.WaitAsync(cancellation);
        try
        {
            await using var turn = access.TakeTurn is { } take ? await take(cancellation) : null;
            if (turn is { Credential: null })
            {
                return null;
            }

            var stored = turn is null ? credential : FdxCredential.Parse(turn.Credential);
            if (string.Equals(stored.Family, credential.Family, StringComparison.Ordinal) && stored.Rotation > (family.Newest ?? credential).Rotation)
            {
                (family.Newest, family.IsKept) = (stored, true);
            }

            return await RefreshInTurn(party, credential, family, access.Keep) ? family.Newest : null;
        }
        finally
        {
            family.Turn.Release();
        }
    }

    private async Task<bool> RefreshInTurn(FdxParty party, FdxCredential credential, Family family, Func<string, Task> keep)
    {
        if (family.Newest is null || family.Newest.Rotation <= credential.Rotation)
        {
            // From here on the old token may be worth nothing, so nobody who stops waiting may stop what follows.
            if (credential.RefreshToken is null || await grants.Refresh(party, credential, CancellationToken.None) is not { } fresh)
            {
                return false;
            }

            (family.Newest, family.IsKept) = (fresh, false);
        }

        if (!family.IsKept)
        {
            // Had it failed before, the new credential lived here alone.
            await keep(family.Newest.Write());
            family.IsKept = true;
        }

        return true;
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
