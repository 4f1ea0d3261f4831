using EmailAgent.Grains.Access;
using EmailAgent.Grains.Composition;

namespace EmailAgent.Grains.Drafts;

/// <summary>A draft as its author has it now. It need not be complete: recipients, subject and body can be missing.</summary>
[GenerateSerializer, Immutable, Alias("draft-request")]
public sealed record DraftRequest : ComposeRequest;

/// <summary>A draft to be saved for the first time.</summary>
/// <param name="Id">The id of the draft; a repeat with the same id finds it.</param>
/// <param name="Visible">The mailboxes that the caller sees.</param>
/// <param name="ActorId">The user who writes it, whose uploads it can have; in a shared mailbox not the owner.</param>
[GenerateSerializer, Immutable, Alias("new-draft")]
public sealed record NewDraft(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Visibility Visible,
    [property: Id(2)] Guid ActorId,
    [property: Id(3)] ComposeRequest Message);

/// <summary>The time at which a draft is sent, and until when that can be undone.</summary>
/// <param name="UndoSeconds">Seconds during which cancelling certainly succeeds, from 0 to 120; the installation's default, usually 10, when absent. Not with <paramref name="SendAt"/>.</param>
/// <param name="SendAt">When it is to be sent: a timestamp, a local time such as <c>2027-01-31T09:00</c>, or words such as <c>tomorrow 9:00</c>; now when absent.</param>
/// <param name="Timezone">The IANA time zone of a local time or of words; UTC when absent.</param>
/// <param name="IfNoReply">Cancels the message if a reply to the message that it answers arrives before; false when absent. Only with <paramref name="SendAt"/>.</param>
[GenerateSerializer, Immutable, Alias("draft-send-request")]
public sealed record DraftSendRequest(
    [property: Id(0)] int? UndoSeconds,
    [property: Id(1)] string? SendAt,
    [property: Id(2)] string? Timezone,
    [property: Id(3)] bool? IfNoReply);

/// <summary>A draft, which is also a message in the mailbox's folder for drafts.</summary>
/// <param name="Message">What was written so far, here or in another mail client.</param>
/// <param name="Revision">Grows with each save, here or there.</param>
/// <param name="InMailbox">Indicates whether the mailbox has this revision.</param>
/// <param name="EmailId">The message in the mailbox; null before it is there. Each save that reaches the mailbox makes another message of it.</param>
/// <param name="Error">Why the mailbox does not take it; null if nothing is wrong.</param>
/// <param name="CopyOfId">The draft that it is a copy of, because both were saved at the same time; null for none.</param>
/// <param name="OutgoingId">The outgoing message that it is sent as; null unless it is being sent.</param>
[GenerateSerializer, Immutable, Alias("draft")]
public sealed record Draft(
    [property: Id(0)] string Id,
    [property: Id(1)] string ConnectionId,
    [property: Id(2), DraftStateName] string State,
    [property: Id(3)] ComposeRequest Message,
    [property: Id(4)] long Revision,
    [property: Id(5)] bool InMailbox,
    [property: Id(6)] string? EmailId,
    [property: Id(7)] string? Error,
    [property: Id(8)] string? CopyOfId,
    [property: Id(9)] string? OutgoingId,
    [property: Id(10)] DateTimeOffset CreatedAt,
    [property: Id(11)] DateTimeOffset UpdatedAt);

/// <summary>A draft in a list, without its body.</summary>
/// <param name="ToEmails">The first recipients.</param>
/// <param name="Preview">The beginning of the text.</param>
/// <param name="Revision">Grows with each save, here or there.</param>
/// <param name="InMailbox">Indicates whether the mailbox has this revision.</param>
/// <param name="EmailId">The message in the mailbox; null before it is there.</param>
/// <param name="Error">Why the mailbox does not take it; null if nothing is wrong.</param>
/// <param name="CopyOfId">The draft that it is a copy of, because both were saved at the same time; null for none.</param>
/// <param name="OutgoingId">The outgoing message that it is sent as; null unless it is being sent.</param>
[GenerateSerializer, Immutable, Alias("listed-draft")]
public sealed record ListedDraft(
    [property: Id(0)] string Id,
    [property: Id(1)] string ConnectionId,
    [property: Id(2), DraftStateName] string State,
    [property: Id(3)] string Subject,
    [property: Id(4)] IReadOnlyList<string> ToEmails,
    [property: Id(5)] string Preview,
    [property: Id(6)] long Revision,
    [property: Id(7)] bool InMailbox,
    [property: Id(8)] string? EmailId,
    [property: Id(9)] string? Error,
    [property: Id(10)] string? CopyOfId,
    [property: Id(11)] string? OutgoingId,
    [property: Id(12)] DateTimeOffset CreatedAt,
    [property: Id(13)] DateTimeOffset UpdatedAt);

/// <summary>A page of drafts.</summary>
/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("draft-page")]
public sealed record DraftPage(
    [property: Id(0)] IReadOnlyList<ListedDraft> Items,
    [property: Id(1)] string? NextAfter);
