using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Uploads;

/// <summary>Uploaded files, and contents of received attachments that were scanned: a stateless worker, key 0.</summary>
[Alias("uploaded-files")]
public interface IUploadedFilesGrain : IGrainWithIntegerKey
{
    /// <summary>Returns an uploaded file of a user. Refused with <c>not_found</c>.</summary>
    [Alias("find"), Idempotent]
    Task<Outcome<Upload>> FindAsync(Guid userId, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that a file may be read, by a scan if it was not scanned yet, and records the download. Refused with <c>not_found</c>,
    /// <c>malware_found</c> or <c>scanner_unavailable</c>.
    /// </summary>
    /// <returns>Without an upload while the scan takes longer; then the call is to be repeated.</returns>
    [Alias("prepare"), Idempotent]
    Task<Outcome<UploadProgress>> PrepareAsync(Guid userId, string id, CancellationToken cancellationToken);

    /// <summary>Reads bytes of a prepared file. Refused with <c>not_found</c>.</summary>
    /// <param name="userId">The owner.</param>
    /// <param name="id">The file.</param>
    /// <param name="offset">Bytes before them; at most the size of the file.</param>
    /// <param name="length">Bytes to read; fewer at the end of the file.</param>
    /// <param name="cancellationToken">Covers the call.</param>
    [Alias("read"), Idempotent]
    Task<Outcome<UploadStretch>> ReadAsync(Guid userId, string id, long offset, int length, CancellationToken cancellationToken);

    /// <summary>Deletes a file that nothing refers to. Refused with <c>not_found</c> or <c>blob_in_use</c>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Guid userId, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Copies a received attachment from its mail server and scans it, if contents must be scanned; records the download. Refused with
    /// <c>malware_found</c> or <c>scanner_unavailable</c>, or as <see cref="Connections.IMailboxGrain.ReadAttachmentAsync"/>.
    /// </summary>
    /// <returns>
    /// The scanned copy, or a mark that none is needed; without either while it takes longer, and then the call is to be repeated.
    /// </returns>
    [Alias("prepare-received"), Idempotent]
    Task<Outcome<ReceivedCopy>> PrepareReceivedAsync(Visibility visible, AttachmentLocation attachment, CancellationToken cancellationToken);

    /// <summary>Creates a link to an attachment that browsers show as an image. Refused with <c>not_found</c> or <c>not_an_image</c>.</summary>
    [Alias("create-link"), Idempotent]
    Task<Outcome<AttachmentLink>> CreateLinkAsync(IReadOnlyList<Visibility> visible, string attachmentId, CancellationToken cancellationToken);

    /// <summary>Verifies a link. Refused with <c>not_found</c> after its end.</summary>
    [Alias("resolve-link"), Idempotent]
    Task<Outcome<LinkedAttachment>> ResolveLinkAsync(string token, CancellationToken cancellationToken);
}
