using EmailAgent.Grains.Events;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Grains.Replies;

/// <summary>A message after a decision about it; the same object if nothing changes.</summary>
internal sealed record ReplyChange(OutgoingRow Mail, IReadOnlyList<NewEvent> Events);

/// <summary>A message that a reply cancels.</summary>
/// <param name="ThreadId">The thread of the message that it answers.</param>
/// <param name="Since">When that message was received; when this one was accepted, if that is gone.</param>
/// <param name="AnsweredMessageId">The Message-ID of that message, which copies of it have, too; null if it is not known.</param>
internal sealed record WaitingMail(OutgoingRow Mail, Guid ThreadId, DateTimeOffset Since, string? AnsweredMessageId);
