namespace EmailAgent.Providers;

/// <summary>
/// A message for the copy to take in, either <see cref="PlacedMessage"/> or <see cref="LabelledMessage"/>. Owns <see cref="Raw"/>
/// until it is disposed.
/// </summary>
public abstract class RemoteMessage(IDisposable? owner) : IDisposable
{
    /// <summary>Sorted ordinally, without <c>\Recent</c>.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>When the server received it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Bytes of the whole message on the server.</summary>
    public required long Size { get; init; }

    /// <summary>RFC 5322 bytes; shorter than <see cref="Size"/> when the message is larger than what is fetched.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    public required Arrival Arrival { get; set; }

    public void Dispose()
    {
        owner?.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A message in one place, a folder and a number there, as IMAP has it; skipped when the copy has one in that place.</summary>
public sealed class PlacedMessage(IDisposable? owner) : RemoteMessage(owner)
{
    public required Guid FolderId { get; init; }

    public required long Uid { get; init; }
}

/// <summary>
/// A message under an id of its own, in any number of folders, as Gmail and Graph have it. When the copy has one of this id,
/// only its folders and flags are taken over, and its content where that was partial and this is not.
/// </summary>
public sealed class LabelledMessage(IDisposable? owner) : RemoteMessage(owner)
{
    /// <summary>The server's name for it, never given to another message of this mailbox.</summary>
    public required string RemoteId { get; init; }

    /// <summary>All folders it is in; may be none.</summary>
    public required IReadOnlyList<Guid> FolderIds { get; init; }

    /// <summary>
    /// <see cref="RemoteMessage.Raw"/> is the header alone, so that the message can be listed before it was read. It is
    /// completed by a second one with the same id and all its bytes, in this session or a later one.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>The server's own first words of the text, shown until the message is complete.</summary>
    public string? Snippet { get; init; }
}

/// <summary>Why a message is new to the copy.</summary>
public enum Arrival
{
    /// <summary>It was there before the mailbox was connected.</summary>
    History,

    /// <summary>It came in.</summary>
    Received,

    /// <summary>It was put into the sent folder.</summary>
    Sent,

    /// <summary>Somebody put it there: a draft, or a copy of a message that is still elsewhere.</summary>
    Filed,
}
