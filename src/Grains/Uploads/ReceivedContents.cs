using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Providers.Scanning;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Uploads;

/// <summary>
/// The contents of received mail: attachments and whole messages, read from their mail servers. If contents must be scanned, they are read from copies,
/// which are kept for a day. Not to be called within the turn of a grain.
/// </summary>
internal sealed class ReceivedContents(
    UploadStore store, UploadFiles files, UploadScans scans, PendingContents pending, IGrainFactory grains, IOptions<ScanOptions> options, TimeProvider time)
{
    private const int StretchBytes = 256 * 1024;

    private const string MessageType = "message/rfc822";

    // A copy must outlast the reading that begins now.
    private static readonly TimeSpan LeastRest = TimeSpan.FromHours(1);

    /// <summary>Indicates whether contents are read from scanned copies.</summary>
    public bool AreCopied => scans.AreRequired;

    /// <summary>Opens an attachment on its mail server.</summary>
    public Task<Outcome<Stream>> OpenAsync(Guid userId, AttachmentLocation attachment, CancellationToken cancellationToken)
    {
        var mailbox = Mailbox(userId, attachment.ConnectionId);
        AttachmentMark? mark = null;
        return OpenAsync(
            async stop =>
            {
                var outcome = await mailbox.ReadAttachmentAsync(attachment.EmailId, attachment.Id, mark, StretchBytes, stop);
                if (outcome.Value is not { } stretch)
                    return outcome.Problem!;
                mark = stretch.Next;
                return new ReceivedStretch(stretch.Content, mark is null);
            },
            cancellationToken);
    }

    /// <summary>Opens a whole message on its mail server.</summary>
    public Task<Outcome<Stream>> OpenMessageAsync(Guid userId, EmailSummary message, CancellationToken cancellationToken)
    {
        var mailbox = Mailbox(userId, message.ConnectionId);
        var offset = 0L;
        return OpenAsync(
            async stop =>
            {
                var outcome = await mailbox.ReadRawAsync(message.Id, offset, StretchBytes, stop);
                if (outcome.Value is not { } stretch)
                    return outcome.Problem!;
                offset += stretch.Content.Length;
                return new ReceivedStretch(stretch.Content, stretch.IsLast);
            },
            cancellationToken);
    }

    /// <summary>Returns the scanned copy of an attachment, and makes it unless there is one.</summary>
    /// <returns>Null while it takes longer.</returns>
    public Task<Outcome<UploadRow>?> WaitForCopyAsync(Guid userId, AttachmentLocation attachment, CancellationToken cancellationToken)
    {
        var id = Guid.ParseExact(attachment.Id, "N");
        return pending.WaitAsync(userId, id, stop => CopyAsync(userId, id, Describe(attachment), reading => OpenAsync(userId, attachment, reading), stop), cancellationToken);
    }

    /// <summary>Returns the scanned copy of an attachment, and makes it unless there is one.</summary>
    public Task<Outcome<UploadRow>> GetCopyAsync(Guid userId, AttachmentLocation attachment)
    {
        var id = Guid.ParseExact(attachment.Id, "N");
        return pending.StartAsync(userId, id, stop => CopyAsync(userId, id, Describe(attachment), reading => OpenAsync(userId, attachment, reading), stop));
    }

    /// <summary>Returns the scanned copy of a whole message, and makes it unless there is one.</summary>
    public Task<Outcome<UploadRow>> GetCopyAsync(Guid userId, EmailSummary message)
    {
        var id = Guid.ParseExact(message.Id, "N");
        return pending.StartAsync(userId, id, stop => CopyAsync(userId, id, Describe(message), reading => OpenMessageAsync(userId, message, reading), stop));
    }

    public static NewUpload Describe(AttachmentLocation attachment) => new(attachment.Filename, attachment.ContentType);

    /// <summary>Describes a message as mail programs save it: under its subject.</summary>
    public static NewUpload Describe(EmailSummary message) => new(AttachmentNames.OfMessage(message.Subject), MessageType);

    private static async Task<Outcome<Stream>> OpenAsync(Func<CancellationToken, Task<Outcome<ReceivedStretch>>> next, CancellationToken cancellationToken)
    {
        var content = new ReceivedStream(next);
        if (await content.PrepareAsync(cancellationToken) is { } problem)
        {
            await content.DisposeAsync();
            return problem;
        }

        return content;
    }

    private IMailboxGrain Mailbox(Guid userId, string connectionId) =>
        grains.GetGrain<IMailboxGrain>(new MailboxId(userId, Guid.ParseExact(connectionId, "N")).ToString());

    private async Task<Outcome<UploadRow>> CopyAsync(
        Guid userId, Guid sourceId, NewUpload description, Func<CancellationToken, Task<Outcome<Stream>>> open, CancellationToken cancellationToken)
    {
        if (await store.FindCopyAsync(userId, sourceId, time.GetUtcNow() + LeastRest, cancellationToken) is { } known)
            return await scans.AdmitAsync(known, cancellationToken);

        var stored = await StoreAsync(userId, description, open, cancellationToken);
        return stored.Value is { } blob ? await files.AddCopyAsync(blob, sourceId, cancellationToken) : stored.Problem!;
    }

    private async Task<Outcome<BlobRow>> StoreAsync(
        Guid userId, NewUpload description, Func<CancellationToken, Task<Outcome<Stream>>> open, CancellationToken cancellationToken)
    {
        var opened = await open(cancellationToken);
        if (opened.Value is not { } content)
            return opened.Problem!;
        await using (content)
        {
            try
            {
                return await files.StoreAsync(userId, description, options.Value.LargestBytes, content, cancellationToken);
            }
            catch (AttachmentUnavailableException failure)
            {
                return failure.Problem;
            }
        }
    }
}
