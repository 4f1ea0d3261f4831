namespace EmailAgent.Grains.Mail;

/// <summary>A requested stretch of an attachment.</summary>
/// <param name="From">Null for the first stretch.</param>
/// <param name="Length">Maximum number of encoded bytes.</param>
internal sealed record AttachmentRead(string MessageId, string AttachmentId, AttachmentMark? From, int Length);
