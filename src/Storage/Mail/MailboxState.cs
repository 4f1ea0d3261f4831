using EmailAgent.Storage.Connections;

namespace EmailAgent.Storage.Mail;

/// <summary>What a session starts from.</summary>
public sealed record MailboxState(StoredConnection Connection, IReadOnlyList<LabelState> Labels);

/// <summary>A label as the server shows it.</summary>
/// <param name="ProviderRef">The provider's name for it; for IMAP the name as on the wire.</param>
/// <param name="Path">Decoded, parts separated by a slash.</param>
/// <param name="Name">The last part of the path.</param>
/// <param name="Role"><c>inbox sent drafts trash junk archive all flagged</c>, or null for an ordinary one.</param>
/// <param name="FormerRef">What it was stored as, when it has been renamed since; its messages stay in it.</param>
public sealed record RemoteLabel(string ProviderRef, string Path, string Name, string? Role, string? FormerRef = null);

/// <summary>A stored label.</summary>
/// <param name="Cursor">Where its sync stands, the provider's own; null before its first commit.</param>
public sealed record LabelState(
    Guid Id,
    string ProviderRef,
    string Path,
    string Name,
    string? Role,
    string? Cursor,
    long MessageCount,
    long UnreadCount);

/// <summary>Labels after <see cref="MailboxStore.SaveLabelsAsync"/>.</summary>
/// <param name="LastSeq">Position of the last event written for removed messages; null when there was none.</param>
public sealed record SavedLabels(IReadOnlyList<LabelState> Labels, long? LastSeq);

/// <summary>A stored message with its place in a label.</summary>
/// <param name="Flags">Sorted. Equal lists may be the same array: do not change it.</param>
public readonly record struct StoredPlacement(long Uid, Guid MessageId, Guid Identity, string[] Flags);

/// <summary>A place of a message with a certain identity.</summary>
public readonly record struct StoredIdentity(Guid Identity, Guid LabelId, long Uid, DateTimeOffset ReceivedAt);

/// <summary>A stored message with an id of its own.</summary>
/// <param name="Flags">Sorted. Equal lists may be the same array: do not change it.</param>
/// <param name="IsPartial">Only its header has been read.</param>
public readonly record struct StoredState(string RemoteId, Guid[] LabelIds, string[] Flags, bool IsPartial);

/// <summary>Whose a message is, and of which mailbox.</summary>
public sealed record MessageOwner(Guid MessageId, Guid UserId, Guid ConnectionId);

/// <summary>Which message an attachment belongs to, and what is known of it.</summary>
/// <param name="Size">Bytes after decoding.</param>
/// <param name="MessageSize">Bytes of the whole message on the server.</param>
/// <param name="InOnePiece">Whether the server hands out whole messages only.</param>
/// <param name="IsTruncated">Whether only the beginning of the message was read, so that the size may be less than it is.</param>
public sealed record AttachmentPlace(
    Guid Id, Guid MessageId, Guid ConnectionId, long Size, string Filename, string ContentType, long MessageSize, bool InOnePiece, bool IsTruncated);

/// <summary>Where to find a message on the server.</summary>
public abstract record MessageLocation(Guid MessageId, Guid ConnectionId)
{
    /// <summary>Bytes of the whole message on the server.</summary>
    public long Size { get; init; }
}

/// <summary>In a label, under a UID.</summary>
/// <param name="LabelRef">The provider's name of the label.</param>
/// <param name="Cursor">The label's, for example to see whether its UIDVALIDITY still holds.</param>
public sealed record PlacedLocation(Guid MessageId, Guid ConnectionId, Guid LabelId, string LabelRef, long Uid, string? Cursor)
    : MessageLocation(MessageId, ConnectionId);

/// <summary>Under an id of its own.</summary>
public sealed record LabelledLocation(Guid MessageId, Guid ConnectionId, string RemoteId) : MessageLocation(MessageId, ConnectionId);
