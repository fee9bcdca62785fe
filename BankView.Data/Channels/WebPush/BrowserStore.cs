using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels.WebPush;

/// <summary>Browsers as members' channels. Being signed in with it proves a browser to be the member's.</summary>
public sealed class BrowserStore(Databases databases, MemberKeys keys, ChannelStore channels, WebPushSettings settings)
{
    /// <summary>Whether this browser is a channel of the member's.</summary>
    public async Task<bool> Has(UserId userId, PushSubscription browser)
    {
        var tag = ChannelRow.TagOf(await keys.Get(userId), browser.ToAddress());
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>("""
            SELECT count(*) FROM channels c
            JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
            WHERE c.user_id = @userId AND c.kind = 'WebPush' AND c.address_tag = @tag
            """, new { userId, tag }) == 1;
    }

    /// <summary>Null for one that is there already, and for one whose push service this installation does not send to.</summary>
    /// <param name="label">What the member knows the browser by.</param>
    public async Task<Guid?> Add(UserId userId, PushSubscription browser, string label) =>
        settings.Hosts.Allow(browser.Endpoint)
            ? await channels.Add(userId, new NewChannel(ChannelKind.WebPush, browser.ToAddress(), label))
            : null;
}
