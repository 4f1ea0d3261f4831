using EmailAgent.Grains.Connections;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail;

/// <summary>The stored state that a session starts from.</summary>
internal sealed record MailboxState(StoredConnection Connection, IReadOnlyList<LabelState> Labels);

/// <summary>A label as the server shows it.</summary>
/// <param name="ProviderRef">The provider's name for it, as on the wire.</param>
/// <param name="Path">The decoded path, separated by slashes.</param>
/// <param name="Name">The last part of the path.</param>
/// <param name="Role"><c>inbox sent drafts trash junk archive all flagged</c>, or null for an ordinary one.</param>
/// <param name="Cursor">The provider's cursor of its sync; null before its first commit.</param>
internal sealed record LabelState(
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
internal sealed record SavedLabels(IReadOnlyList<LabelState> Labels, long? LastSeq);

/// <summary>The owner and the mailbox of a message.</summary>
internal sealed record MessageOwner(Guid MessageId, Guid UserId, Guid ConnectionId);

/// <summary>The location of a message on its server.</summary>
/// <param name="Remote">The address of the message there.</param>
/// <param name="Size">Number of bytes of the whole message on the server.</param>
internal sealed record MessageLocation(Guid MessageId, Guid ConnectionId, RemoteLocation Remote, long Size);
