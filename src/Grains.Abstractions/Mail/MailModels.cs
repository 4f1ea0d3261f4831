using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Categories;
using EmailAgent.Grains.Priority;

namespace EmailAgent.Grains.Mail;

/// <summary>A query of messages; null leaves a criterion out.</summary>
[GenerateSerializer, Immutable, Alias("email-filter")]
public sealed record EmailFilter
{
    /// <summary>A label id, a role such as <c>inbox</c> or <c>sent</c>, or the path of a label.</summary>
    [Id(0)] public string? Label { get; init; }

    [Id(1)] public string? ConnectionId { get; init; }

    [Id(2)] public bool? IsRead { get; init; }

    [Id(3)] public bool? IsStarred { get; init; }

    [Id(4)] public bool? HasAttachments { get; init; }

    /// <summary>Part of the sender's address or name, any case.</summary>
    [Id(5)] public string? From { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(6)] public DateTimeOffset? DateFrom { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(7)] public DateTimeOffset? DateTo { get; init; }

    [Id(8)] public EmailSort Sort { get; init; }

    [Id(9)] public bool Ascending { get; init; }

    /// <summary>From 1.</summary>
    [Id(10)] public int PageNumber { get; init; } = 1;

    /// <summary>1 to 100.</summary>
    [Id(11)] public int PageSize { get; init; } = 20;

    /// <summary>
    /// Indicates whether messages in trash and junk are listed, too. A list of trash or junk, or of a label with that role, always
    /// includes them.
    /// </summary>
    [Id(12)] public bool IncludesTrash { get; init; }

    /// <summary>One of <see cref="CategoryNames"/>.</summary>
    [Id(13)] public string? Category { get; init; }

    /// <summary>Cursor of the page before, of a list by priority; the page number is 1 then.</summary>
    [Id(14)] public string? After { get; init; }
}

/// <summary>The order of a list of messages.</summary>
public enum EmailSort
{
    Date,

    /// <summary>By priority, and then by date; messages without a priority come last in both directions.</summary>
    Priority = 1,

    From = 2,
}

/// <summary>A message in a list.</summary>
/// <param name="Date">The Date header if it is plausible, otherwise when the server received the message.</param>
/// <param name="PriorityScore">
/// The estimated probability, 0 to 1, that the owner acts on the message; null until it is analyzed, and for messages that the owner sent.
/// </param>
/// <param name="Labels">Ids of the labels (folders) it is in.</param>
/// <param name="Category">The kind of mail; null as the priority.</param>
[GenerateSerializer, Immutable, Alias("email-summary")]
public sealed record EmailSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] string ThreadId,
    [property: Id(2)] string ConnectionId,
    [property: Id(3)] string Subject,
    [property: Id(4)] string FromEmail,
    [property: Id(5)] string? FromName,
    [property: Id(6)] string Preview,
    [property: Id(7)] DateTimeOffset Date,
    [property: Id(8)] bool IsRead,
    [property: Id(9)] bool IsStarred,
    [property: Id(10)] bool HasAttachments,
    [property: Id(11)] float? PriorityScore,
    [property: Id(12)] IReadOnlyList<string> Labels,
    [property: Id(13), CategoryName] string? Category);

/// <summary>A complete message, except the content of its attachments.</summary>
/// <param name="BodyHtml">Sanitized by an allow-list: safe to show, remote content is not loaded.</param>
/// <param name="Defects">Stable codes of defects in the message's form.</param>
/// <param name="PriorityReasons">The three features that moved the priority most, the strongest first; empty without one.</param>
/// <param name="CategoryReasons">Sentences for the owner; empty without a category, and for one that a person set.</param>
[GenerateSerializer, Immutable, Alias("email-detail")]
public sealed record EmailDetail(
    [property: Id(0)] EmailSummary Summary,
    [property: Id(1)] IReadOnlyList<EmailAddress> To,
    [property: Id(2)] IReadOnlyList<EmailAddress> Cc,
    [property: Id(3)] IReadOnlyList<EmailAddress> Bcc,
    [property: Id(4)] IReadOnlyList<EmailAddress> ReplyTo,
    [property: Id(5)] string? MessageId,
    [property: Id(6)] string? InReplyTo,
    [property: Id(7)] string BodyText,
    [property: Id(8)] string? BodyHtml,
    [property: Id(9)] IReadOnlyList<EmailAttachment> Attachments,
    [property: Id(10)] IReadOnlyList<string> Defects,
    [property: Id(11)] IReadOnlyList<string> Flags,
    [property: Id(12)] long Size,
    [property: Id(13)] IReadOnlyList<ScoreReason> PriorityReasons,
    [property: Id(14)] IReadOnlyList<string> CategoryReasons);

[GenerateSerializer, Immutable, Alias("email-address")]
public sealed record EmailAddress(
    [property: Id(0)] string? Name,
    [property: Id(1)] string Email);

/// <param name="Size">Bytes after decoding.</param>
[GenerateSerializer, Immutable, Alias("email-attachment")]
public sealed record EmailAttachment(
    [property: Id(0)] string Id,
    [property: Id(1)] string Filename,
    [property: Id(2)] string ContentType,
    [property: Id(3)] long Size,
    [property: Id(4)] bool Inline,
    [property: Id(5)] string? ContentId);

/// <summary>A chunk of a message in RFC 5322 form.</summary>
/// <param name="IsLast">Whether the message ends with it.</param>
// Providers have RawStretch for the same: they know no contracts, and contracts know no providers.
[GenerateSerializer, Immutable, Alias("message-stretch")]
public sealed record MessageStretch(
    [property: Id(0)] ReadOnlyMemory<byte> Content,
    [property: Id(1)] bool IsLast);

/// <summary>Flags to set or clear, first on the mail server, and the category; absent or null values stay.</summary>
/// <param name="Category">The kind of mail that the message is; later mail of its sender is of that kind, too. Not part of an edit on the mail server.</param>
[GenerateSerializer, Immutable, Alias("flag-changes")]
public sealed record EmailChangesRequest(
    [property: Id(0)] bool? IsRead,
    [property: Id(1)] bool? IsStarred,
    [property: Id(2), CategoryName] string? Category = null);

/// <summary>A folder or label of a mailbox.</summary>
/// <param name="Name">The last part of the path.</param>
/// <param name="Path">The full name, parts separated by a slash.</param>
/// <param name="Role">
/// <c>inbox</c>, <c>sent</c>, <c>drafts</c>, <c>trash</c>, <c>junk</c>, <c>archive</c>, <c>all</c> or <c>flagged</c>; null for an ordinary
/// one.
/// </param>
[GenerateSerializer, Immutable, Alias("label")]
public sealed record Label(
    [property: Id(0)] string Id,
    [property: Id(1)] string ConnectionId,
    [property: Id(2)] string Name,
    [property: Id(3)] string Path,
    [property: Id(4), AllowedValues("inbox", "sent", "drafts", "trash", "junk", "archive", "all", "flagged")] string? Role,
    [property: Id(5)] long MessageCount,
    [property: Id(6)] long UnreadCount);

/// <summary>The location of a message, for acting on it.</summary>
/// <param name="Size">Bytes of the whole message.</param>
/// <param name="InOnePiece">Whether its provider delivers it whole, not in chunks.</param>
[GenerateSerializer, Immutable, Alias("email-location")]
public sealed record EmailLocation(
    [property: Id(0)] string Id,
    [property: Id(1)] string ConnectionId,
    [property: Id(2)] long Size,
    [property: Id(3)] bool InOnePiece);
