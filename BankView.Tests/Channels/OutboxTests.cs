using BankView.Data.Channels;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;
using static BankView.Data.Channels.DeliveryState;

namespace BankView.Tests.Channels;

/// <summary>Messages on several nodes, through crashes and in quiet hours.</summary>
public class OutboxTests
{
    [Theory, Databases]
    public async Task Several_nodes_at_once_send_each_message_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush();
        for (var payment = 0; payment < 8; payment++)
        {
            await told.PayStrangely();
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => told.Node().RunDueOfAllMembers(told.Now))));

        var messages = told.Email.Arrived.Concat(told.Push.Arrived).Select(message => message.DeliveryId).ToList();
        Assert.Equal((16, 16), (messages.Count, messages.Distinct().Count()));
        Assert.All(await told.States(), state => Assert.Equal(Sent, state.State));
    }

    [Theory, Databases]
    public async Task A_message_whose_sender_died_counts_as_perhaps_arrived_and_the_fall_back_tells_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush(isFallback: true);
        await told.PayStrangely();
        // What a process leaves that is killed between writing down that it sends and hearing the answer.
        await database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
            "UPDATE deliveries SET state = 'Sending', tries = 1, next_try_at = NULL, claimed_at = @Now WHERE channel_kind = 'Email'", new { told.Now }, transaction));

        await told.RunAfter(TimeSpan.FromMinutes(4));
        Assert.Empty(told.Push.Arrived);
        await told.RunAfter(TimeSpan.FromMinutes(2));
        await told.Run();

        Assert.Empty(told.Email.Arrived);
        Assert.Equal([(ChannelKind.Email, Uncertain), (ChannelKind.WebPush, Sent)], await told.States());
    }

    [Theory, Databases]
    public async Task What_nobody_foresaw_ends_its_own_message_alone_and_is_not_hushed_up(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush(isFallback: true);
        told.Email.IsBroken = true;
        await told.PayStrangely();
        await told.PayStrangely();

        await Assert.ThrowsAsync<AggregateException>(told.Run);
        await told.Run();

        Assert.Equal(2, told.Push.Arrived.Count);
        Assert.Equal([ChannelKind.Email, ChannelKind.Email, ChannelKind.WebPush, ChannelKind.WebPush], (await told.States()).Select(one => one.Kind).Order());
        Assert.All(await told.States(), one => Assert.Equal(one.Kind is ChannelKind.Email ? Uncertain : Sent, one.State));
    }

    [Theory, Databases]
    public async Task In_quiet_hours_a_message_waits_for_the_morning_unless_fraud_may_break_them(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        var quiet = new MessageSettings { Zone = "Europe/Berlin", Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)), Word = "maple" };
        await told.Settings.Save(told.Id, quiet);
        // 23:30 in Berlin.
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 20, 22, 30, 0, TimeSpan.Zero));

        await told.PayStrangely();
        Assert.Equal(0, await told.RunAfter(TimeSpan.FromHours(7)));
        Assert.Equal(1, await told.RunAfter(TimeSpan.FromMinutes(30)));
        Assert.Equal("BankView: a payment needs your look. Open BankView. Your word: maple", told.Email.Arrived[0].Text.Body);

        await told.Settings.Save(told.Id, quiet with { FraudBreaksQuiet = true });
        database.Clock.Advance(TimeSpan.FromHours(20));
        await told.PayStrangely();
        Assert.Equal(1, await told.Run());
    }

    [Theory, Databases]
    public async Task A_retry_keeps_quiet_hours_too(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.Settings.Save(told.Id, new MessageSettings { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)) });
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 20, 21, 59, 50, TimeSpan.Zero));
        told.Email.Next.Enqueue(new SendResult(SendOutcome.TryLater));
        await told.PayStrangely();
        Assert.Equal(1, await told.Run());

        Assert.Equal(0, await told.RunAfter(TimeSpan.FromHours(8)));
        Assert.Equal(1, await told.RunAfter(TimeSpan.FromHours(1.1)));
    }

    [Theory, Databases]
    public async Task News_of_days_ago_is_not_sent_as_news(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.PayStrangely();

        await told.RunAfter(TimeSpan.FromDays(2));

        Assert.Empty(told.Email.Arrived);
        Assert.Equal(DeliveryProblem.Unreachable, Assert.Single(await told.Store.List(told.Id, 10)).Problem);
    }

    [Theory, Databases]
    public async Task A_test_message_goes_the_way_alerts_go_and_not_often(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        var email = await told.AddEmail();
        for (var test = 0; test < ChannelStore.TestsPerHour; test++)
        {
            Assert.True(await told.Channels.SendTest(told.Id, email));
        }

        Assert.False(await told.Channels.SendTest(told.Id, email));
        await told.Run();

        Assert.Equal(ChannelStore.TestsPerHour, told.Email.Arrived.Count);
        Assert.Equal("BankView: this is a test, and it arrived. Open BankView.", told.Email.Arrived[0].Text.Body);
        Assert.Equal((ChannelKind.Email, Sent, null, ChannelStore.TestsPerHour), Assert.Single((await told.Store.CountOfAllMembers(TimeSpan.FromDays(1)))
            .Select(count => (count.Kind, count.State, count.Problem, count.Count))));
    }

    [Theory, Databases]
    public async Task Messages_of_one_channel_go_in_the_order_of_their_alerts(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.Channels.ChangeDetail(told.Id, (await told.Channels.List(told.Id))[0].Id, MessageDetail.MerchantAndAmount);
        for (var payment = 0; payment < 3; payment++)
        {
            await told.PayStrangely();
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        told.Email.Next.Enqueue(new SendResult(SendOutcome.TryLater));
        await told.Run();
        Assert.Single(told.Email.Arrived);
        await told.RunAfter(TimeSpan.FromMinutes(1));

        Assert.Equal(["Electronics B", "Electronics B", "Electronics C", "Electronics D"],
            told.Email.Arrived.Select(message => message.Text.Body.Split("Zephyr ")[1][..13]));
        Assert.Contains("$1,300.00: was this you?", told.Email.Arrived[0].Text.Body, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Erasing_an_account_erases_what_was_to_be_told_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.PayStrangely();

        await told.Member.Links.Erase(told.Id, (await told.Member.Links.List(told.Id))[0].Id);

        Assert.Empty(await told.Store.List(told.Id, 10));
        Assert.Equal(0, await told.Run());
    }
}
