using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Uploads;

/// <inheritdoc cref="IAttachmentSource"/>
internal sealed class AttachmentSource(
    UploadStore uploads,
    UploadFiles files,
    UploadScans scans,
    ReceivedContents received,
    MessageLocator locator,
    MailReader mail) : IAttachmentSource
{
    public async Task<Outcome<AttachmentContent>> OpenAsync(AttachmentScope scope, Guid attachmentId, CancellationToken cancellationToken)
    {
        var visible = Visibility.OfAll(scope.UserId);
        if (await uploads.FindAsync(scope, attachmentId, cancellationToken) is { } upload)
            return await OpenStoredAsync(await scans.AdmitAsync(upload, cancellationToken), upload.ContentId ?? Ids.Format(upload.Id), cancellationToken);
        if (await locator.FindAttachmentAsync(visible, attachmentId, cancellationToken) is { } attachment)
            return await OpenReceivedAsync(visible, attachment, cancellationToken);
        return await mail.GetAsync(visible, attachmentId, cancellationToken) is { } message
            ? await OpenMessageAsync(scope.UserId, message, cancellationToken)
            : UploadFiles.NoSuchFile;
    }

    private async Task<Outcome<AttachmentContent>> OpenReceivedAsync(Visibility visible, AttachmentLocation attachment, CancellationToken cancellationToken)
    {
        var stored = await mail.GetAttachmentAsync(visible, Guid.ParseExact(attachment.EmailId, "N"), Guid.ParseExact(attachment.Id, "N"), cancellationToken);
        if (received.AreCopied)
            return await OpenStoredAsync(await received.GetCopyAsync(visible.UserId, attachment).WaitAsync(cancellationToken), stored?.ContentId, cancellationToken);
        var opened = await received.OpenAsync(visible.UserId, attachment, cancellationToken);
        return opened.Value is { } content ? Describe(ReceivedContents.Describe(attachment), attachment.Size, content, stored?.ContentId) : opened.Problem!;
    }

    private async Task<Outcome<AttachmentContent>> OpenMessageAsync(Guid userId, MailDetail message, CancellationToken cancellationToken)
    {
        if (received.AreCopied)
            return await OpenStoredAsync(await received.GetCopyAsync(userId, message.Summary).WaitAsync(cancellationToken), contentId: null, cancellationToken);
        var opened = await received.OpenMessageAsync(userId, message.Summary, cancellationToken);
        return opened.Value is { } content ? Describe(ReceivedContents.Describe(message.Summary), message.Size, content, contentId: null) : opened.Problem!;
    }

    private async Task<Outcome<AttachmentContent>> OpenStoredAsync(Outcome<UploadRow> found, string? contentId, CancellationToken cancellationToken)
    {
        if (found.Value is not { } file)
            return found.Problem!;
        var opened = await files.OpenAsync(file, 0, length: null, cancellationToken);
        return opened.Value is { } content ? new AttachmentContent(file.Name, file.ContentType, file.Size, content, contentId) : opened.Problem!;
    }

    private static AttachmentContent Describe(NewUpload description, long size, Stream content, string? contentId) =>
        new(UploadPolicy.CleanName(description.Filename), UploadPolicy.CleanType(description.ContentType), size, content, contentId);
}
