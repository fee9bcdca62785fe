using BankView.Data.Channels.WebPush;
using BankView.Data.Egress;

namespace BankView.Tests.Channels.WebPush;

/// <summary>BankView sends to the push services of browsers, and to nothing that only looks like one.</summary>
public class PushHostsTests
{
    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://FCM.googleapis.com:443/fcm/send/abc", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc", true)]
    [InlineData("https://web.push.apple.com/abc", true)]
    [InlineData("https://wns2-par02p.notify.windows.com/w/?token=abc", true)]
    [InlineData("https://notify.windows.com/w/", false)]
    [InlineData("https://.notify.windows.com/w/", false)]
    [InlineData("https://evilnotify.windows.com/w/", false)]
    [InlineData("https://fcm.googleapis.com.evil.example/", false)]
    [InlineData("https://fcm.googleapis.com:8443/fcm/send/abc", false)]
    [InlineData("https://wns2.notify.windows.com:8443/w/", false)]
    [InlineData("https://storage.googleapis.com/", false)]
    [InlineData("http://fcm.googleapis.com/fcm/send/abc", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    public void Browsers_own_services_are_listed(string endpoint, bool isAllowed)
    {
        var hosts = new PushHosts(PushHosts.OfBrowsers, new LocalHosts([]));

        Assert.Equal(isAllowed, Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && hosts.Allow(address));
    }

    [Theory]
    [InlineData("http://localhost:8090/notify/1", true)]
    [InlineData("https://localhost:8090/notify/1", true)]
    [InlineData("http://localhost:8091/notify/1", false)]
    [InlineData("http://push.example/1", false)]
    [InlineData("https://push.example/1", true)]
    public void An_own_service_is_reached_by_its_port_and_without_encryption_only_where_it_is_local(string endpoint, bool isAllowed)
    {
        var hosts = new PushHosts(["localhost:8090", " Push.Example ", ""], new LocalHosts(["localhost:8090"]));

        Assert.Equal(isAllowed, hosts.Allow(new Uri(endpoint)));
        Assert.Equal([new Uri("http://localhost:8090/"), new Uri("https://push.example/")], hosts.Addresses);
    }

    [Theory]
    [InlineData("mailto:admin@club.example", true)]
    [InlineData("https://club.example/contact", true)]
    [InlineData("admin@club.example", false)]
    [InlineData("mailto:admin", false)]
    [InlineData("http://club.example", false)]
    [InlineData("", false)]
    public void A_contact_is_one_that_push_services_take(string contact, bool isOne) => Assert.Equal(isOne, WebPushSettings.IsContact(contact));
}
