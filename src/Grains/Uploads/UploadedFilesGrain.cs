using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Mail;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Uploads;

[StatelessWorker, Reentrant]
internal sealed class UploadedFilesGrain(
    UploadStore store, UploadFiles files, UploadScans scans, ReceivedContents received, PendingContents pending, MessageLocator locator, AttachmentLinks links, AuditTrail audit)
    : Grain, IUploadedFilesGrain
{
    private static readonly Problem NotAnImage = new(UploadProblems.NotAnImage, "Links are created only for images of a type that browsers show safely.");

    public async Task<Outcome<Upload>> FindAsync(Guid userId, string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var uploadId) && await store.FindAsync(userId, uploadId, cancellationToken) is { } found ? found.ToUpload() : UploadFiles.NoSuchFile;

    public async Task<Outcome<UploadProgress>> PrepareAsync(Guid userId, string id, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var uploadId) || await store.FindAsync(userId, uploadId, cancellationToken) is not { } upload)
            return UploadFiles.NoSuchFile;
        if (await pending.WaitAsync(userId, uploadId, stop => scans.AdmitAsync(upload, stop), cancellationToken) is not { } outcome)
            return new UploadProgress(Upload: null);
        if (outcome.Value is not { } admitted)
            return outcome.Problem!;
        await RecordAsync(userId, id, cancellationToken);
        return new UploadProgress(admitted.ToUpload());
    }

    public async Task<Outcome<UploadStretch>> ReadAsync(Guid userId, string id, long offset, int length, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var uploadId) || await store.FindAsync(userId, uploadId, cancellationToken) is not { } upload)
            return UploadFiles.NoSuchFile;
        var start = Math.Clamp(offset, 0, upload.Size);
        var count = (int)Math.Min(Math.Clamp(length, 0, UploadLimits.ReadBytes), upload.Size - start);
        var opened = await files.OpenAsync(upload, start, count, cancellationToken);
        if (opened.Value is not { } content)
            return opened.Problem!;
        await using (content)
        {
            var bytes = new byte[count];
            await content.ReadExactlyAsync(bytes, cancellationToken);
            return new UploadStretch(start, bytes);
        }
    }

    public Task<Outcome<Done>> DeleteAsync(Guid userId, string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var uploadId) ? files.DeleteAsync(userId, uploadId, cancellationToken) : Task.FromResult<Outcome<Done>>(UploadFiles.NoSuchFile);

    public async Task<Outcome<ReceivedCopy>> PrepareReceivedAsync(Visibility visible, AttachmentLocation attachment, CancellationToken cancellationToken)
    {
        Guid? copyId = null;
        if (received.AreCopied)
        {
            if (await received.WaitForCopyAsync(visible.UserId, attachment, cancellationToken) is not { } outcome)
                return new ReceivedCopy(IsReady: false, CopyId: null);
            if (outcome.Value is not { } copy)
                return outcome.Problem!;
            copyId = copy.Id;
        }

        await RecordAsync(visible.UserId, attachment.Id, cancellationToken);
        return new ReceivedCopy(IsReady: true, copyId);
    }

    public async Task<Outcome<AttachmentLink>> CreateLinkAsync(IReadOnlyList<Visibility> visible, string attachmentId, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(attachmentId, out var id))
            return UploadFiles.NoSuchFile;
        foreach (var sees in visible)
        {
            if (await LocateAsync(sees, id, cancellationToken) is not { } found)
                continue;
            if (!UploadPolicy.IsImage(found.Upload?.ContentType ?? found.Received!.ContentType))
                return NotAnImage;
            var (token, end) = links.Create(sees.UserId, id);
            await audit.RecordAsync(AuditTrail.Entry(sees.UserId, UploadActions.Link, $"attachment:{attachmentId}"), cancellationToken);
            return new AttachmentLink(token, end);
        }

        return UploadFiles.NoSuchFile;
    }

    public async Task<Outcome<LinkedAttachment>> ResolveLinkAsync(string token, CancellationToken cancellationToken) =>
        links.Read(token) is { } link && await LocateAsync(Visibility.OfAll(link.UserId), link.AttachmentId, cancellationToken) is { } found ? found : UploadFiles.NoSuchFile;

    /// <summary>Finds an upload of the user, or a received attachment.</summary>
    private async Task<LinkedAttachment?> LocateAsync(Visibility visible, Guid id, CancellationToken cancellationToken)
    {
        if (await locator.FindAttachmentAsync(visible, id, cancellationToken) is { } attachment)
            return new LinkedAttachment(visible, Upload: null, attachment);

        // A restricted scope is that of a mailbox, perhaps of another user; uploads are in none.
        return visible.ConnectionIds is null && await store.FindAsync(visible.UserId, id, cancellationToken) is { SourceId: null } upload
            ? new LinkedAttachment(visible, upload.ToUpload(), Received: null)
            : null;
    }

    private ValueTask RecordAsync(Guid userId, string id, CancellationToken cancellationToken) =>
        audit.RecordAsync(AuditTrail.Entry(userId, UploadActions.Download, $"attachment:{id}"), cancellationToken);
}
