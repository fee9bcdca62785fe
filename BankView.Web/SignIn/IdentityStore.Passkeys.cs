using System.Buffers.Text;
using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>Passkeys, in Identity's form.</summary>
internal sealed partial class IdentityStore : IUserPasskeyStore<User>
{
    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        passkeys.Save(user.Id, new Passkey
        {
            CredentialId = Base64Url.EncodeToString(passkey.CredentialId),
            Name = passkey.Name,
            PublicKey = passkey.PublicKey,
            SignCount = passkey.SignCount,
            Transports = string.Join(' ', passkey.Transports ?? []),
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            AttestationObject = passkey.AttestationObject,
            ClientDataJson = passkey.ClientDataJson,
            CreatedAt = passkey.CreatedAt,
        });

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) =>
        [.. (await passkeys.List(user.Id)).Select(ToIdentity)];

    public async Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.FindOwner(Base64Url.EncodeToString(credentialId)) is { } userId ? await accounts.Find(userId) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        await passkeys.Find(user.Id, Base64Url.EncodeToString(credentialId)) is { } passkey ? ToIdentity(passkey) : null;

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        passkeys.Remove(user.Id, Base64Url.EncodeToString(credentialId));

    private static UserPasskeyInfo ToIdentity(Passkey passkey) => new(
        Base64Url.DecodeFromChars(passkey.CredentialId), passkey.PublicKey, passkey.CreatedAt, (uint)passkey.SignCount,
        passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), passkey.IsUserVerified, passkey.IsBackupEligible,
        passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson)
    {
        Name = passkey.Name,
    };
}
