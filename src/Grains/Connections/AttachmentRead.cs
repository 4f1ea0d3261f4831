using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>Which stretch of an attachment is wanted.</summary>
/// <param name="From">Null for the first stretch.</param>
/// <param name="Length">Encoded bytes, at most.</param>
internal sealed record AttachmentRead(string MessageId, string AttachmentId, AttachmentMark? From, int Length);
