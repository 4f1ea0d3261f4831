namespace EmailAgent.Grains.Uploads;

/// <summary>The contents that can be attached to messages: uploads, received attachments and whole messages, by their ids.</summary>
internal interface IAttachmentSource
{
    /// <summary>
    /// Opens a content, once it has been scanned if contents must be. Refused with <c>not_found</c>, <c>malware_found</c>, <c>scanner_unavailable</c>,
    /// or as reading of the message. Not to be called within the turn of a grain.
    /// </summary>
    /// <param name="scope">The contents that may be opened; others are not found.</param>
    /// <param name="attachmentId">The id of an upload, of an attachment of a message, or of a message.</param>
    /// <param name="cancellationToken">Covers the opening; reads have tokens of their own.</param>
    Task<Outcome<AttachmentContent>> OpenAsync(AttachmentScope scope, Guid attachmentId, CancellationToken cancellationToken);
}
