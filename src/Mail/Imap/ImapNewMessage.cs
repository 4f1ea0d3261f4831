namespace EmailAgent.Mail.Imap;

/// <summary>A message to add to a mailbox, as of RFC 5322 with CRLF line ends.</summary>
public sealed record ImapNewMessage
{
    private ImapNewMessage(ReadOnlyMemory<byte> bytes, Stream? source, long size)
    {
        Bytes = bytes;
        Source = source;
        Size = size;
    }

    /// <summary>Number of bytes.</summary>
    public long Size { get; }

    /// <summary>Flags and keywords it starts with. Default: none.</summary>
    public IReadOnlyCollection<string> Flags { get; init; } = [];

    /// <summary>Date and time of receipt. Default: null, now.</summary>
    public DateTimeOffset? InternalDate { get; init; }

    /// <summary>
    /// Indicates whether the header contains UTF-8 (RFC 6532). Needs UTF8=ACCEPT enabled, see <see cref="ImapClient.EnableAsync"/>.
    /// Default: false.
    /// </summary>
    public bool IsUtf8 { get; init; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal Stream? Source { get; }

    /// <summary>Creates a message from memory.</summary>
    public static ImapNewMessage Of(ReadOnlyMemory<byte> message) => new(message, null, message.Length);

    /// <summary>
    /// Creates a message that is read from a stream while it is sent. The size must be exact: a stream that fails or ends early ends
    /// the connection, and bytes beyond the size are not read. The stream is not disposed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static ImapNewMessage Of(Stream message, long size)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new ImapNewMessage(default, message, size);
    }
}
