using EmailAgent.Grains.Uploads;

namespace EmailAgent.Grains.Composition;

/// <summary>The building of messages from requests.</summary>
internal interface IComposer
{
    /// <summary>
    /// Validates a request and builds its message. The same request, identifier and date give the same bytes while what it refers to is
    /// unchanged, unless it is signed or encrypted. Reads attachments from mail servers, so it is not to be called within the turn of a grain.
    /// </summary>
    /// <param name="scope">The owner of the mailbox, the user who writes, whose uploads and templates can be used, and what else can be attached.</param>
    /// <param name="request">The request.</param>
    /// <param name="messageId">The identifier of the message, without angle brackets.</param>
    /// <param name="date">The date of the message.</param>
    /// <param name="cancellationToken">Covers all reads.</param>
    /// <returns>
    /// Refused with <c>not_found</c> for the mailbox, <c>validation_failed</c> for each field that is wrong, <c>recipient_not_allowed</c>,
    /// <c>template_failed</c>, <c>message_too_large</c>, or as the opening of an attachment.
    /// </returns>
    Task<Outcome<ComposedMessage>> ComposeAsync(
        AttachmentScope scope, ComposeRequest request, string messageId, DateTimeOffset date, CancellationToken cancellationToken);
}
