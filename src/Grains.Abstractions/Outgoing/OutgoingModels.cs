using EmailAgent.Grains.Access;
using EmailAgent.Grains.Composition;

namespace EmailAgent.Grains.Outgoing;

/// <summary>A message to be sent.</summary>
/// <param name="Id">The id of the outgoing message; a repeat with the same id finds it.</param>
/// <param name="Visible">The mailboxes that the caller sees, from which alone the message may take attachments and quotations.</param>
/// <param name="ActorId">The user who writes it, whose uploads, templates and keys it can have; in a shared mailbox not the owner.</param>
/// <param name="Message">The message.</param>
/// <param name="UndoSeconds">The time in which it can be cancelled for certain; null for the default. Not used with <paramref name="SendAt"/>.</param>
/// <param name="SendAt">When it is to be sent, as a timestamp, a local time, or in words; null for now.</param>
/// <param name="Timezone">The IANA time zone of a <paramref name="SendAt"/> without an offset.</param>
/// <param name="IfNoReply">Cancels the message if a reply to the message that it answers arrives before.</param>
/// <param name="DraftId">The draft that it was written as; null for none.</param>
[GenerateSerializer, Immutable, Alias("outgoing-order")]
public sealed record OutgoingOrder(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Visibility Visible,
    [property: Id(2)] Guid ActorId,
    [property: Id(3)] ComposeRequest Message,
    [property: Id(4)] int? UndoSeconds = null,
    [property: Id(5)] string? SendAt = null,
    [property: Id(6)] string? Timezone = null,
    [property: Id(7)] bool IfNoReply = false,
    [property: Id(8)] Guid? DraftId = null);

/// <summary>Changes of a scheduled message; null leaves a value as it is.</summary>
/// <param name="SendAt">As of <see cref="OutgoingOrder"/>.</param>
/// <param name="Timezone">As of <see cref="OutgoingOrder"/>.</param>
/// <param name="Message">The whole message anew.</param>
[GenerateSerializer, Immutable, Alias("schedule-changes")]
public sealed record ScheduleChanges(
    [property: Id(0)] string? SendAt,
    [property: Id(1)] string? Timezone,
    [property: Id(2)] bool? IfNoReply,
    [property: Id(3)] ComposeRequest? Message);

/// <summary>An outgoing message.</summary>
/// <param name="MessageId">Its <c>Message-ID</c>, without angle brackets; the same in all attempts.</param>
/// <param name="Recipients">The recipients with their results; in lists, the first of them.</param>
/// <param name="DueAt">When the next attempt is due; null if there is none.</param>
/// <param name="UndoUntil">Until when cancelling succeeds for certain; null if there was no such time.</param>
/// <param name="SendAt">When it was to be sent; null for at once.</param>
/// <param name="Timezone">The time zone that was given with it.</param>
/// <param name="Attempts">Number of attempts so far.</param>
/// <param name="Error">The server's words, or the reason, of the last attempt that failed; null if there was none.</param>
/// <param name="EnhancedStatus">The code of the server's answer (RFC 3463), such as <c>5.1.1</c>; null if there is none.</param>
/// <param name="SentCopy">Whether the copy in the folder for sent mail is there: <c>pending</c>, <c>saved</c> or <c>failed</c>; null before the message is sent.</param>
/// <param name="InReplyToId">The message that it answers; null for none.</param>
/// <param name="IfNoReply">Indicates whether a reply cancels it.</param>
/// <param name="SentAt">When the first recipient was accepted; null before.</param>
/// <param name="EndedAt">When it reached its last state; null before.</param>
/// <param name="RepliedAt">When the first reply to it arrived; null if there is none.</param>
/// <param name="BouncedAt">When it first was returned as undeliverable; null if it was not.</param>
[GenerateSerializer, Immutable, Alias("outgoing-mail")]
public sealed record OutgoingMail(
    [property: Id(0)] string Id,
    [property: Id(1)] string ConnectionId,
    [property: Id(2), OutgoingStateName] string State,
    [property: Id(3)] string MessageId,
    [property: Id(4)] string Sender,
    [property: Id(5)] string Subject,
    [property: Id(6)] IReadOnlyList<OutgoingRecipient> Recipients,
    [property: Id(7)] int RecipientCount,
    [property: Id(8)] long Size,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] DateTimeOffset? DueAt,
    [property: Id(11)] DateTimeOffset? UndoUntil,
    [property: Id(12)] DateTimeOffset? SendAt,
    [property: Id(13)] string? Timezone,
    [property: Id(14)] int Attempts,
    [property: Id(15)] string? Error,
    [property: Id(16)] string? EnhancedStatus,
    [property: Id(17)] string? SentCopy,
    [property: Id(18)] string? InReplyToId,
    [property: Id(19)] bool IfNoReply,
    [property: Id(20)] DateTimeOffset? SentAt,
    [property: Id(21)] DateTimeOffset? EndedAt,
    [property: Id(22)] DateTimeOffset? RepliedAt,
    [property: Id(23)] DateTimeOffset? BouncedAt);

/// <summary>A recipient of an outgoing message.</summary>
/// <param name="Address">The bare address.</param>
/// <param name="Reply">The server's words about it; null if there are none.</param>
/// <param name="EnhancedStatus">The code of the server's answer (RFC 3463); null if there is none.</param>
/// <param name="BouncedAt">When the message was returned as undeliverable to this recipient; null if it was not.</param>
/// <param name="MaybeSent">Indicates whether the outcome of an attempt is unknown, so that a later one can be the second.</param>
[GenerateSerializer, Immutable, Alias("outgoing-recipient")]
public sealed record OutgoingRecipient(
    [property: Id(0)] string Address,
    [property: Id(1), RecipientStateName] string State,
    [property: Id(2)] string? Reply = null,
    [property: Id(3)] string? EnhancedStatus = null,
    [property: Id(4)] DateTimeOffset? BouncedAt = null,
    [property: Id(5)] bool MaybeSent = false);

/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("outgoing-page")]
public sealed record OutgoingPage(
    [property: Id(0)] IReadOnlyList<OutgoingMail> Items,
    [property: Id(1)] string? NextAfter);
