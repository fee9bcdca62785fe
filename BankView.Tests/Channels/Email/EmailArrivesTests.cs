using BankView.Data.Channels;
using BankView.Data.Channels.Email;
using BankView.Data.Egress;

namespace BankView.Tests.Channels.Email;

/// <summary>What arrives in a real mail server.</summary>
public class EmailArrivesTests
{
    [Fact]
    public async Task A_message_arrives_plain_and_as_HTML_in_the_members_language()
    {
        await using var server = await MailServer.Start();
        await using var room = await Mailroom.Open();

        Assert.Equal(SendOutcome.Sent, await room.Send(server.Settings));

        var mail = await server.Wait();
        Assert.Equal(("robin@home.example", "BankView: a payment needs your look", room.Message().Text.Body), (mail.To, mail.Subject, mail.Text));
        Assert.Contains("<html lang=\"de\">", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Eine Zahlung f&#252;r Sie &lt;b&gt;.", mail.Html, StringComparison.Ordinal);
        Assert.Equal("\"BankView\" <bankview@club.example>", $"{mail.Message.From}");
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task No_link_stands_in_it_and_nothing_that_a_reader_would_fetch()
    {
        await using var server = await MailServer.Start();
        await using var room = await Mailroom.Open();

        await room.Send(server.Settings);

        var mail = await server.Wait();
        Assert.All(["http:", "https:", "href", "src=", "url(", "@import", "<img", "<script", Environment.MachineName],
            hook => Assert.DoesNotContain(hook, mail.Everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_same_delivery_has_the_same_id_at_every_try()
    {
        await using var server = await MailServer.Start();
        await using var room = await Mailroom.Open();

        await room.Send(server.Settings);
        await room.Send(server.Settings);
        await room.Send(server.Settings, room.Message() with { DeliveryId = Guid.CreateVersion7() });
        await server.Wait(3);

        Assert.Equal(["0199c0de000070008000000000000001@club.example", "0199c0de000070008000000000000001@club.example"],
            (await server.List()).Take(2).Select(mail => mail.Message.MessageId));
        Assert.Equal(2, (await server.List()).Select(mail => mail.Message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_line_break_in_a_subject_begins_no_header()
    {
        await using var server = await MailServer.Start();
        await using var room = await Mailroom.Open();

        await room.Send(server.Settings, room.Message(subject: "news\r\nBcc: eve@elsewhere.example\r\n\r\nevil"));

        var mail = await server.Wait();
        Assert.Equal("news  Bcc: eve@elsewhere.example    evil", mail.Subject);
        Assert.Empty(mail.Message.Bcc);
    }

    [Fact]
    public async Task It_signs_in_where_the_server_asks_for_it_with_a_password_from_a_file()
    {
        await using var server = await MailServer.Start("--incoming-user", "bankview", "--incoming-pass", "a secret of mail");
        await using var room = await Mailroom.Open();
        var file = Path.Combine(room.Outlet.Database.Folder, "password");
        await File.WriteAllTextAsync(file, "a secret of mail\n", TestContext.Current.CancellationToken);

        Assert.Equal(SendOutcome.Sent, await room.Send(With(server, file)));
        await File.WriteAllTextAsync(file, "another", TestContext.Current.CancellationToken);
        Assert.Equal(SendOutcome.Misconfigured, await room.Send(With(server, file)));
        Assert.Equal(SendOutcome.Misconfigured, await room.Send(server.Settings));
        Assert.Equal(SendOutcome.Misconfigured, await room.Send(With(server, file + "-not-there")));
        Assert.Single(await server.List());
    }

    [Fact]
    public async Task Each_message_stands_in_the_members_record_of_what_left()
    {
        await using var server = await MailServer.Start();
        await using var room = await Mailroom.Open();

        await room.Send(server.Settings);
        await room.Channel(server.Settings).Check(TestContext.Current.CancellationToken);

        var call = Assert.Single(await room.Outlet.Calls());
        Assert.Equal(("SMTP", "127.0.0.1", "message", 250, (EgressFailure?)null), (call.Method, call.Host, call.What, call.Status, call.Failure));
    }

    private static EmailSettings With(MailServer server, string file) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Security = EmailSecurity.None,
        From = "bankview@club.example",
        User = "bankview",
        PasswordFile = file,
    };
}
