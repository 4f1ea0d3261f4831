using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;
using EmailAgent.Mail.Sasl;
using EmailAgent.Mail.Smtp;

namespace EmailAgent.Mail.Tests.Samples;

/// <summary>The code of src/Mail/README.md, which <see cref="ReadmeTests"/> holds to these methods.</summary>
internal static class Samples
{
    public static void Read(byte[] raw, TextWriter output)
    {
        var message = MimeParser.Parse(raw);
        output.WriteLine($"{message.From[0].Name} wrote \"{message.Subject}\" on {message.Date:d MMMM yyyy}");

        // Without what it quotes, forwards, and its signature.
        output.WriteLine(ReplyText.Fresh(message.GetText()));

        foreach (var attachment in message.Attachments)
            output.WriteLine($"{attachment.FileName}: {attachment.ContentType}, {attachment.Size} bytes");
        foreach (var defect in message.Defects)
            output.WriteLine($"{defect.Kind} at byte {defect.Offset}");
    }

    public static byte[] Write()
    {
        var message = new OutgoingMessage
        {
            From = [new MailAddress("Jörg Müller", "joerg@bücher.example")],
            To = [new MailAddress(null, "ada@example.org")],
            Subject = "Größe & Preis",
            Date = DateTimeOffset.Parse("2026-11-05T09:00:00+01:00"),
            MessageId = OutgoingMessage.NewMessageId("bücher.example"),
            Text = "See the attachment.",
            Html = "<p>See the <b>attachment</b>.</p>",
            Attachments = [new OutgoingAttachment { FileName = "preis.csv", MediaType = "text/csv", Content = "1;2"u8.ToArray() }],
        };
        return MimeWriter.ToBytes(message);
    }

    public static OutgoingMessage Answer(byte[] raw, MailAddress me, DateTimeOffset now)
    {
        var original = MimeParser.Parse(raw);
        var author = new ReplyAuthor(me, now, OutgoingMessage.NewMessageId("example.org"));
        return MessageReply.ToAll(original, author) with { Text = $"Monday is fine.\n\n{Quotation.Of(original)}" };
    }

    public static async Task ListUnreadAsync(ImapEndpoint endpoint, string user, string password, TextWriter output)
    {
        await using var client = await ImapClient.ConnectAsync(endpoint);
        await client.AuthenticateAsync(SaslCredentials.Password(user, password));
        await client.SelectAsync(ImapMailbox.Inbox);

        var unread = await client.UidSearchAsync(ImapSearch.Unseen);
        await foreach (var fetched in client.UidFetchAsync(unread, new ImapFetchQuery { Envelope = true, BodyStructure = true }))
        {
            using (fetched)
                output.WriteLine($"{fetched.Uid}: {fetched.Envelope!.Subject}, {fetched.BodyStructure!.Type}/{fetched.BodyStructure.Subtype}");
        }

        // Waits until the server has news, for as long as servers allow.
        var result = await client.IdleAsync(TimeSpan.FromMinutes(28), new CancellationTokenSource(TimeSpan.FromSeconds(1)).Token);
        output.WriteLine(result);
    }

    public static async Task WatchAsync(ImapClient client, TextWriter output)
    {
        await client.Notifications.SetAsync(
        [
            new(ImapNotifyFilter.Selected, ImapNotifyEvents.Messages | ImapNotifyEvents.Flags),
            new(ImapNotifyFilter.Personal, ImapNotifyEvents.Messages | ImapNotifyEvents.Names),
        ]);
        await client.IdleAsync(TimeSpan.FromMinutes(28));
        foreach (var (mailbox, status) in client.Notifications.Take().Counted)
            output.WriteLine($"{mailbox.Name}: {status.Messages} messages");
    }

    public static async Task SendAsync(SmtpEndpoint endpoint, byte[] message, TextWriter output)
    {
        await using var client = await SmtpClient.ConnectAsync(endpoint);
        var envelope = new SmtpEnvelope { Sender = "joerg@example.org", Recipients = ["ada@example.org", "gone@example.org"] };
        var result = await client.SendAsync(envelope, new SmtpMessage(message));

        // Sent, NotSent (may be tried again) or Unknown (look for it before trying again).
        output.WriteLine(result.Outcome);
        foreach (var recipient in result.Recipients)
            output.WriteLine($"{recipient.Recipient.Address}: {recipient.Outcome} {recipient.Reply?.Text}");
        await client.QuitAsync();
    }
}
