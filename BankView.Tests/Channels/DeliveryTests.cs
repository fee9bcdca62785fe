using BankView.Data.Alerts;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Data.Channels.DeliveryState;

namespace BankView.Tests.Channels;

/// <summary>What becomes of a message: sent once, or to the next channel, or not at all where it is of no use any more.</summary>
public class DeliveryTests
{
    [Theory, Databases]
    public async Task An_alert_is_told_once_on_each_channel_and_a_member_without_channels_is_not_written_to(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.PayStrangely();
        Assert.Equal(0, await told.Run());

        await told.AddEmail();
        await told.AddPush();
        await told.PayStrangely();
        Assert.Equal(2, await told.Run());
        Assert.Equal(0, await told.RunAfter(TimeSpan.FromDays(2)));

        Assert.Equal([(ChannelKind.Email, Sent), (ChannelKind.WebPush, Sent)], await told.States());
        Assert.Equal(("ann@example.org", "BankView: a payment needs your look. Open BankView."),
            (Assert.Single(told.Email.Arrived).Address, told.Email.Arrived[0].Text.Body));
    }

    [Theory, Databases]
    public async Task A_fall_back_is_used_when_the_channel_before_it_refuses_and_not_when_it_takes_the_message(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush(isFallback: true);

        await told.PayStrangely();
        await told.Run();
        Assert.Equal([(ChannelKind.Email, Sent), (ChannelKind.WebPush, NotNeeded)], await told.States());
        Assert.Empty(told.Push.Arrived);

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        told.Email.Next.Enqueue(new SendResult(SendOutcome.Refused));
        await told.PayStrangely();
        await told.Run();
        await told.Run();
        Assert.Equal([(ChannelKind.Email, Failed), (ChannelKind.WebPush, Sent)], (await told.States()).Skip(2));
        Assert.Equal(DeliveryProblem.Refused, (await told.Channels.List(told.Id))[0].Problem);
    }

    [Theory, Databases]
    public async Task A_channel_that_cannot_be_reached_is_tried_again_and_the_fall_back_does_not_wait_for_the_end_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush(isFallback: true);
        for (var tries = 0; tries < 3; tries++)
        {
            told.Email.Next.Enqueue(new SendResult(SendOutcome.TryLater));
        }

        await told.PayStrangely();
        await told.Run();
        Assert.Equal(0, await told.Run());
        await told.RunAfter(TimeSpan.FromSeconds(15));
        Assert.Empty(told.Push.Arrived);
        await told.RunAfter(TimeSpan.FromMinutes(1));
        await told.Run();
        Assert.Single(told.Push.Arrived);

        await told.RunAfter(TimeSpan.FromMinutes(5));
        Assert.Equal([(ChannelKind.Email, Sent), (ChannelKind.WebPush, Sent)], await told.States());
        Assert.Equal((4, 1), (told.Email.Arrived.Count, told.Email.Arrived.Select(message => message.DeliveryId).Distinct().Count()));
    }

    [Theory, Databases]
    public async Task After_a_day_of_trying_it_has_failed_and_how_long_the_other_side_asked_to_wait_is_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        told.Email.Next.Enqueue(new SendResult(SendOutcome.TryLater, TimeSpan.FromMinutes(30)));
        await told.PayStrangely();
        await told.Run();
        Assert.Equal(0, await told.RunAfter(TimeSpan.FromMinutes(29)));

        for (var hours = 0; hours < 30; hours++)
        {
            told.Email.Next.Enqueue(new SendResult(SendOutcome.TryLater));
            await told.RunAfter(TimeSpan.FromHours(1));
        }

        var delivery = Assert.Single(await told.Store.List(told.Id, 10));
        Assert.Equal((Failed, DeliveryProblem.Unreachable, null), (delivery.State, delivery.Problem, delivery.NextTryAt));
        Assert.InRange(told.Email.Arrived.Count, 4, 8);
    }

    [Theory, Databases]
    public async Task What_may_have_arrived_is_never_sent_again_on_that_channel(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush(isFallback: true);
        told.Email.Next.Enqueue(new SendResult(SendOutcome.Uncertain));

        await told.PayStrangely();
        await told.Run();
        await told.RunAfter(TimeSpan.FromHours(1));

        Assert.Equal([(ChannelKind.Email, Uncertain), (ChannelKind.WebPush, Sent)], await told.States());
        Assert.Single(told.Email.Arrived);
    }

    [Theory, Databases]
    public async Task An_address_that_is_no_more_takes_its_channel_along_and_what_waits_there_goes_to_the_next(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush(isFallback: true);
        told.Email.Next.Enqueue(new SendResult(SendOutcome.Gone));

        await told.PayStrangely();
        await told.PayStrangely();
        await told.Run();
        await told.Run();

        Assert.Equal([ChannelKind.WebPush], (await told.Channels.List(told.Id)).Select(channel => channel.Kind));
        Assert.Equal((1, 2), (told.Email.Arrived.Count, told.Push.Arrived.Count));
    }

    [Theory, Databases]
    public async Task Nothing_is_told_that_was_answered_or_may_not_be_read_any_more(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();

        var answered = await told.PayStrangely();
        await told.Member.Alerts.Answer(told.Id, answered.Id, MemberAnswer.WasMe);
        await told.Run();
        await told.PayStrangely();
        await told.Member.Consents.ChangePurposes(told.Id, (await told.Member.Links.List(told.Id))[0].Id, new HashSet<Purpose> { Purpose.View });
        await told.Run();

        Assert.Empty(told.Email.Arrived);
        Assert.Equal([(ChannelKind.Email, NotNeeded), (ChannelKind.Email, NotNeeded)], await told.States());
    }

    [Theory, Databases]
    public async Task A_blocked_member_is_told_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.PayStrangely();
        await told.Member.Block();

        await told.Run();

        Assert.Empty(told.Email.Arrived);
    }

    [Theory, Databases]
    public async Task An_installation_without_the_channel_s_configuration_keeps_the_message_for_later(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush(isFallback: true);
        told.Email.IsConfigured = false;
        await told.PayStrangely();
        await told.Run();
        await told.Run();
        Assert.Equal([(ChannelKind.Email, Waiting), (ChannelKind.WebPush, Sent)], await told.States());

        told.Email.IsConfigured = true;
        await told.RunAfter(TimeSpan.FromMinutes(2));
        Assert.Single(told.Email.Arrived);
    }
}
