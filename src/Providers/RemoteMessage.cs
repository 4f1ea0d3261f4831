using EmailAgent.Mail.Mime;

namespace EmailAgent.Providers;

/// <summary>
/// A message for the copy to take in, either <see cref="PlacedMessage"/> or <see cref="LabelledMessage"/>. Owns <see cref="Raw"/>
/// until it is disposed. Must not be used by two threads at once.
/// </summary>
public abstract class RemoteMessage(IDisposable? owner) : IDisposable
{
    /// <summary>Size of a parsed message, in bytes, up to which it is kept however short the message is.</summary>
    private const int SmallTree = 4096;

    private MimeMessage? _parsed;
    private Guid? _identity;

    /// <summary>Returns the flags sorted ordinally, without <c>\Recent</c>.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Returns the time at which the server received the message.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Bytes of the whole message on the server.</summary>
    public required long Size { get; init; }

    /// <summary>Returns the RFC 5322 bytes; fewer than <see cref="Size"/> when the message is larger than the fetched part.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    public required Arrival Arrival { get; set; }

    /// <summary>
    /// Returns the name under which the provider states its own checks in <c>Authentication-Results</c>, and under which it lets no sender state any;
    /// null if it is not known.
    /// </summary>
    public string? AuthenticatingServer { get; init; }

    /// <summary>Returns the <see cref="MessageIdentity"/>. What had to be parsed for it is kept for <see cref="TakeParsed"/>.</summary>
    public Guid Identity
    {
        get
        {
            if (_identity is { } known)
            {
                return known;
            }

            var message = MimeParser.Parse(Raw);
            // The room that is reserved is that of the bytes: a tree of many empty parts would take many times as much.
            _parsed = SizeOf(message.Root) <= Math.Max(SmallTree, Raw.Length) ? message : null;
            var identity = MessageIdentity.Of(message, Size);
            _identity = identity;
            return identity;
        }
    }

    /// <summary>Parses the message, unless <see cref="Identity"/> has. The result belongs to the caller, with all that is decoded from it.</summary>
    public MimeMessage TakeParsed()
    {
        var message = _parsed ?? MimeParser.Parse(Raw);
        _parsed = null;
        _identity ??= MessageIdentity.Of(message, Size);
        return message;
    }

    public void Dispose()
    {
        _parsed = null;
        owner?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Estimates the memory of a tree of parts, of which nothing is decoded.</summary>
    private static long SizeOf(MimePart part) => 256 + (24L * part.Headers.Count) + part.Children.Sum(SizeOf);
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
    /// <summary>Returns the server's id of the message, never given to another message of this mailbox.</summary>
    public required string RemoteId { get; init; }

    /// <summary>Returns all folders of the message; may be empty.</summary>
    public required IReadOnlyList<Guid> FolderIds { get; init; }

    /// <summary>
    /// Indicates that <see cref="RemoteMessage.Raw"/> is the header alone, so that the message can be listed before it is read. A second
    /// one with the same id and all its bytes completes it, in this session or a later one.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>Returns the server's own first words of the text, shown until the message is complete.</summary>
    public string? Snippet { get; init; }
}

/// <summary>The reason why a message is new to the copy.</summary>
public enum Arrival
{
    /// <summary>It was there before the mailbox was connected.</summary>
    History,

    /// <summary>It came in.</summary>
    Received,

    /// <summary>It was put into the sent folder.</summary>
    Sent,

    /// <summary>A user put it there: a draft, or a copy of a message that is still elsewhere.</summary>
    Filed,
}
