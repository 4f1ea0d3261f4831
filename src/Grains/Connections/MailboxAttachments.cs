using System.Buffers;
using EmailAgent.Grains.Mail;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers;
using EmailAgent.Storage.Access;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>Reads the content of attachments from the mail server.</summary>
internal sealed class MailboxAttachments(MailReader mail)
{
    public static readonly Problem NoSuchAttachment = new(ProblemCodes.NotFound, "There is no such attachment.");

    /// <returns>Null when the user has no such attachment in this mailbox.</returns>
    public async Task<MailAttachment?> FindAsync(MailboxId id, string messageId, string attachmentId, CancellationToken cancellationToken) =>
        Ids.TryParse(messageId, out var message) && Ids.TryParse(attachmentId, out var attachment)
            ? await mail.GetAttachmentAsync(new ConnectionScope(id.UserId, [id.ConnectionId]), message, attachment, cancellationToken)
            : null;

    /// <summary>To be run as a command.</summary>
    /// <returns>Null when the message is gone.</returns>
    public static async Task<AttachmentContent?> ReadAsync(OpenMailbox mailbox, RemoteLocation location, MailAttachment attachment, CancellationToken stop)
    {
        if (await mailbox.Session.ReadPartAsync(location, attachment.Part, stop) is not { } part)
        {
            return null;
        }

        var content = new ArrayBufferWriter<byte>();
        Decode(part, attachment, content);
        return new AttachmentContent(attachment.Filename, attachment.ContentType, content.WrittenMemory);
    }

    private static void Decode(RemotePart part, MailAttachment wanted, ArrayBufferWriter<byte> content)
    {
        var message = MimeParser.Parse(part.Content);
        var candidates = message.Attachments.Where(attachment => !part.IsWholeMessage || attachment.PartPath == wanted.Part).ToList();
        // Several files can be in one part: those of a winmail.dat, or uuencoded ones.
        var found = candidates.FirstOrDefault(attachment => AttachmentNames.Of(attachment) == wanted.Filename && attachment.Size == wanted.Size)
            ?? candidates.FirstOrDefault(attachment => attachment.Size == wanted.Size)
            ?? (candidates is [var first, ..] ? first : null);
        if (found is not null)
        {
            found.DecodeBytes(content);
        }
        else
        {
            message.Root.DecodeBytes(content);
        }
    }
}
