namespace BankView.Tests.Testing;

/// <summary>Passkeys without a person or a device.</summary>
internal static class VirtualAuthenticator
{
    /// <summary>A passkey device that always says yes, without a person.</summary>
    public static async Task AddVirtualAuthenticator(this BrowserPage window)
    {
        var session = await window.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }
}
