using BankView.Data.Channels;
using BankView.Data.Channels.Email;
using BankView.Data.Egress;

namespace BankView.Tests.Channels.Email;

/// <summary>However a mail server goes wrong, the outcome says what is known, and never more.</summary>
public class EmailOutcomeTests
{
    private static readonly SmtpPatience Short = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("", "421 4.3.2 too busy", SendOutcome.TryLater)]
    [InlineData("", "554 5.7.1 not you", SendOutcome.Misconfigured)]
    [InlineData("AUTH", "535 5.7.8 wrong", SendOutcome.Misconfigured)]
    [InlineData("AUTH", "454 4.7.0 later", SendOutcome.TryLater)]
    [InlineData("MAIL", "451 4.3.0 later", SendOutcome.TryLater)]
    [InlineData("MAIL", "530 5.7.0 sign in", SendOutcome.Misconfigured)]
    [InlineData("MAIL", "553 5.7.1 not your address", SendOutcome.Misconfigured)]
    [InlineData("RCPT", "450 4.2.0 greylisted", SendOutcome.TryLater)]
    [InlineData("RCPT", "421 4.7.0 too many", SendOutcome.TryLater)]
    [InlineData("RCPT", "452 4.2.2 mailbox full", SendOutcome.TryLater)]
    [InlineData("RCPT", "550 5.1.1 no such user", SendOutcome.Gone)]
    [InlineData("RCPT", "550-5.1.1 no such user\r\n550 5.1.1 really", SendOutcome.Gone)]
    [InlineData("RCPT", "550 5.2.1 closed", SendOutcome.Gone)]
    [InlineData("RCPT", "556 5.1.10 takes no mail", SendOutcome.Gone)]
    [InlineData("RCPT", "550 no", SendOutcome.Refused)]
    [InlineData("RCPT", "550 5.7.1 policy", SendOutcome.Refused)]
    [InlineData("RCPT", "553 5.1.8 your domain is unknown", SendOutcome.Misconfigured)]
    [InlineData("DATA", "451 4.3.0 later", SendOutcome.TryLater)]
    [InlineData("DATA", "554 5.5.1 no", SendOutcome.Refused)]
    [InlineData(FaultyMailServer.EndOfData, "250 2.0.0 taken", SendOutcome.Sent)]
    [InlineData(FaultyMailServer.EndOfData, "451 4.7.1 later", SendOutcome.TryLater)]
    [InlineData(FaultyMailServer.EndOfData, "421 4.3.2 closing", SendOutcome.TryLater)]
    [InlineData(FaultyMailServer.EndOfData, "554 5.7.1 looks like spam", SendOutcome.Refused)]
    [InlineData(FaultyMailServer.EndOfData, "550 5.1.1 nobody there", SendOutcome.Gone)]
    [InlineData("QUIT", "500 5.5.1 stay", SendOutcome.Sent)]
    public async Task A_reply_means(string step, string reply, SendOutcome outcome)
    {
        await using var server = new FaultyMailServer();
        await using var room = await Mailroom.Open();
        server.Replies[step] = reply;

        Assert.Equal(outcome, await room.Send(server.Settings(user: "bankview", password: "secret")));
        Assert.Equal(int.Parse(reply[..3], System.Globalization.CultureInfo.InvariantCulture) is var code && step is "QUIT" ? 250 : code,
            Assert.Single(await room.Outlet.Calls()).Status);
    }

    [Theory]
    [InlineData("", FaultyMailServer.Cut, SendOutcome.TryLater, EgressFailure.Broken)]
    [InlineData("EHLO", "421 4.3.2 closing", SendOutcome.TryLater, EgressFailure.Broken)]
    [InlineData("EHLO", FaultyMailServer.Cut, SendOutcome.TryLater, EgressFailure.Broken)]
    [InlineData("AUTH", FaultyMailServer.Cut, SendOutcome.TryLater, EgressFailure.Broken)]
    [InlineData("RCPT", FaultyMailServer.Cut, SendOutcome.TryLater, EgressFailure.Broken)]
    [InlineData("DATA", FaultyMailServer.Cut, SendOutcome.TryLater, EgressFailure.Broken)]
    [InlineData(FaultyMailServer.EndOfData, FaultyMailServer.Cut, SendOutcome.Uncertain, EgressFailure.Broken)]
    [InlineData("QUIT", FaultyMailServer.Cut, SendOutcome.Sent, null)]
    [InlineData("", FaultyMailServer.Silence, SendOutcome.TryLater, EgressFailure.Late)]
    [InlineData("RCPT", FaultyMailServer.Silence, SendOutcome.TryLater, EgressFailure.Late)]
    [InlineData(FaultyMailServer.EndOfData, FaultyMailServer.Silence, SendOutcome.Uncertain, EgressFailure.Late)]
    [InlineData("QUIT", FaultyMailServer.Silence, SendOutcome.Sent, null)]
    [InlineData("", "HTTP/1.1 400 Bad Request", SendOutcome.TryLater, EgressFailure.Broken)]
    public async Task A_connection_that_ends_too_early_or_never_means(string step, string what, SendOutcome outcome, EgressFailure? failure)
    {
        await using var server = new FaultyMailServer();
        await using var room = await Mailroom.Open(what is FaultyMailServer.Silence ? Short : null);
        server.Replies[step] = what;

        Assert.Equal(outcome, await room.Send(server.Settings(user: "bankview", password: "secret")));
        Assert.Equal(failure, Assert.Single(await room.Outlet.Calls()).Failure);
    }

    [Fact]
    public async Task Who_waits_for_it_no_longer_hears_what_is_known()
    {
        await using var server = new FaultyMailServer();
        await using var room = await Mailroom.Open();
        server.Replies["RCPT"] = FaultyMailServer.Silence;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        Assert.Equal(SendOutcome.TryLater, (await room.Channel(server.Settings()).Send(room.Message(), stop.Token)).Outcome);
        Assert.Equal(EgressFailure.Cancelled, Assert.Single(await room.Outlet.Calls()).Failure);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_tried_later_and_a_name_that_is_none_is_configured_wrongly()
    {
        await using var room = await Mailroom.Open();
        EmailSettings gone;
        await using (var server = new FaultyMailServer())
        {
            gone = server.Settings();
        }

        Assert.Equal(SendOutcome.TryLater, await room.Send(gone));
        Assert.Equal(SendOutcome.Misconfigured, await room.Send(new EmailSettings { Host = "mail.invalid", From = gone.From }));
        Assert.Equal(SendOutcome.Misconfigured, await room.Send(new EmailSettings { Host = "127.0.0.1", Port = gone.Port, From = "BankView" }));
    }

    [Theory]
    [InlineData("robin@home.example\r\nRCPT TO:<eve@elsewhere.example>")]
    [InlineData("robin@home.example,eve@elsewhere.example")]
    public async Task An_address_that_is_none_is_refused_before_anything_is_opened(string address)
    {
        await using var server = new FaultyMailServer();
        await using var room = await Mailroom.Open();

        Assert.Equal(SendOutcome.Refused, await room.Send(server.Settings(), room.Message(address)));
        Assert.Equal(0, server.Visits);
    }

    [Fact]
    public async Task A_check_signs_in_sends_nothing_and_says_goodbye()
    {
        await using var server = new FaultyMailServer();
        await using var room = await Mailroom.Open();
        var channel = room.Channel(server.Settings(user: "bankview", password: "secret"));

        Assert.Equal(SendOutcome.Sent, (await channel.Check(TestContext.Current.CancellationToken)).Outcome);

        Assert.Equal(["EHLO club.example", "AUTH PLAIN AGJhbmt2aWV3AHNlY3JldA==", "QUIT"], server.Heard.Where(line => !line.StartsWith("RSET", StringComparison.Ordinal)));
    }
}
