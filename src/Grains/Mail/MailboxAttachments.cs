using System.Buffers;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail;

/// <summary>The reads of attachments' content from the mail server.</summary>
internal sealed class MailboxAttachments(MailReader mail)
{
    public static readonly Problem NoSuchAttachment = new(ProblemCodes.NotFound, "There is no such attachment.");

    /// <summary>The tolerated error in a server's size of a message; a larger one could mean an endless answer.</summary>
    private const long Leeway = 1 << 20;

    /// <returns>Null when the user has no such attachment in this mailbox.</returns>
    public async Task<MailAttachment?> FindAsync(MailboxId id, string messageId, string attachmentId, CancellationToken cancellationToken) =>
        Ids.TryParse(messageId, out var message) && Ids.TryParse(attachmentId, out var attachment)
            ? await mail.GetAttachmentAsync(new Visibility(id.UserId, [id.ConnectionId]), message, attachment, cancellationToken)
            : null;

    /// <summary>Reads, as a command, a stretch of an attachment, or a whole attachment that is contained in another part.</summary>
    /// <returns>Null when the message is gone.</returns>
    public static async Task<AttachmentStretch?> ReadAsync(
        OpenMailbox mailbox, MessageLocation message, MailAttachment attachment, AttachmentRead read, CancellationToken caller, CancellationToken stop)
    {
        var location = message.Remote;
        if (read.From is { } mark)
        {
            if (mark.Offset > (2 * message.Size) + Leeway)
            {
                throw new ProviderException(ProviderFailure.TooLarge, "The mail server sends more than the message has.");
            }

            return await ReadStretchAsync(mailbox.Session, location, attachment.Part, mark, read.Length, stop);
        }

        if (mailbox.Session.HasParts)
        {
            if (await mailbox.Session.ReadPartHeaderAsync(location, attachment.Part, stop) is not { } header)
            {
                return null;
            }

            if (AttachmentHeader.FindEncoding(header, attachment) is { } encoding)
            {
                return await ReadStretchAsync(mailbox.Session, location, attachment.Part, new AttachmentMark(0, encoding), read.Length, stop);
            }
        }

        return await mailbox.Session.ReadPartAsync(location, attachment.Part, caller, stop) is { } part ? new AttachmentStretch(Decode(part, attachment), null) : null;
    }

    private static async Task<AttachmentStretch?> ReadStretchAsync(
        IMailboxSession session, RemoteLocation location, string section, AttachmentMark mark, int length, CancellationToken stop)
    {
        if (await session.ReadPartStretchAsync(location, section, mark.Offset, length, stop) is not { } stretch)
        {
            return null;
        }

        var content = new ArrayBufferWriter<byte>();
        var consumed = StretchDecoder.Decode(AttachmentHeader.ToTransferEncoding(mark.Encoding), stretch.Content.Span, stretch.IsLast, content);
        return new AttachmentStretch(content.WrittenMemory, consumed is { } bytes ? mark with { Offset = mark.Offset + bytes } : null);
    }

    private static ReadOnlyMemory<byte> Decode(RemotePart part, MailAttachment wanted)
    {
        var content = new ArrayBufferWriter<byte>();
        var message = MimeParser.Parse(part.Content);
        var candidates = message.Attachments.Where(attachment => !part.IsWholeMessage || attachment.PartPath == wanted.Part).ToList();
        // One part can contain several files: those of a winmail.dat, or uuencoded ones.
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

        return content.WrittenMemory;
    }
}
