using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Composition;

/// <summary>A received message that is answered or forwarded.</summary>
/// <param name="Message">What the new message takes over; its HTML is sanitized.</param>
internal sealed record OriginalMail(Guid Id, Guid ThreadId, OriginalMessage Message, IReadOnlyList<MailAttachment> Attachments);
