using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;
using EmailAgent.Mail.Sasl;

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

        // Waits until the server reports a change, for as long as servers allow.
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
}
