using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BankView.Web.SignIn;

/// <summary>Has every circuit's authentication state watched from its first moment.</summary>
internal sealed class CircuitWatch(AuthenticationStateProvider authentication) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        ((LinkedAccountsAuthenticationStateProvider)authentication).Watch();
}
