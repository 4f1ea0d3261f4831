namespace EmailAgent.Grains.Composition;

/// <summary>A message that is ready to be sent.</summary>
/// <param name="Message">The message in RFC 5322 form, without the field Bcc.</param>
/// <param name="SentCopy">The same for the folder of sent mail, with the field Bcc; the same memory if there is none.</param>
/// <param name="Sender">The bare address for bounces.</param>
/// <param name="Recipients">The bare addresses of all recipients, each once.</param>
/// <param name="InReplyToId">The message that is answered; null for none.</param>
/// <param name="ThreadId">The thread of the message that is answered; null for none.</param>
/// <param name="AttachmentIds">The ids that the request names, as they were opened.</param>
internal sealed record ComposedMessage(
    ReadOnlyMemory<byte> Message,
    ReadOnlyMemory<byte> SentCopy,
    string Sender,
    IReadOnlyList<string> Recipients,
    string Subject,
    Guid? InReplyToId,
    Guid? ThreadId,
    IReadOnlyList<Guid> AttachmentIds)
{
    public override string ToString() => nameof(ComposedMessage);
}
