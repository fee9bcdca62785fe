using BankView.Web.Channels;
using BankView.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BankView.Tests.Channels;

public class MessagesLoadingTests : ChannelPageTest
{
    [Fact]
    public void Until_it_is_known_who_looks_it_has_the_shape_of_what_comes_and_offers_nothing()
    {
        var page = Render<MessagesPage>();

        Assert.NotNull(page.Find("[aria-busy=true]"));
        Assert.Empty(page.FindAll("form, button"));
    }

    protected override async Task AddServices()
    {
        await base.AddServices();
        Services.Replace(ServiceDescriptor.Scoped(_ => new CurrentUser(new Unknown())));
    }

    /// <summary>Never says who looks.</summary>
    private sealed class Unknown : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => new TaskCompletionSource<AuthenticationState>().Task;
    }
}
