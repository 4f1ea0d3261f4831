namespace EmailAgent.Mail.Imap;

/// <summary>Items to fetch of each message. The UID is always included.</summary>
public sealed record ImapFetchQuery
{
    /// <summary>Flags and keywords. Default: false.</summary>
    public bool Flags { get; init; }

    /// <summary>Requests the date and time of receipt. Default: false.</summary>
    public bool InternalDate { get; init; }

    /// <summary>Size in bytes. Default: false.</summary>
    public bool Size { get; init; }

    /// <summary>Mod-sequence; omitted if the server has no CONDSTORE. Default: false.</summary>
    public bool ModSeq { get; init; }

    /// <summary>Main header fields, parsed by the server. Default: false.</summary>
    public bool Envelope { get; init; }

    /// <summary>The parts with their types, names and sizes. Default: false.</summary>
    public bool BodyStructure { get; init; }

    /// <summary>Beginning of the text (RFC 8970); omitted if the server has no PREVIEW. Default: false.</summary>
    public bool Preview { get; init; }

    /// <summary>Identifiers of content and conversation; omitted if the server has no OBJECTID. Default: false.</summary>
    public bool ObjectIds { get; init; }

    /// <summary>Gmail's identifiers and labels; omitted elsewhere. Default: false.</summary>
    public bool Gmail { get; init; }

    /// <summary>Numbers of parts whose decoded size is requested (RFC 3516). Needs <see cref="ImapCapabilities.Binary"/>. Default: none.</summary>
    public IReadOnlyList<string> BinarySizes { get; init; } = [];

    /// <summary>Body sections. Default: none.</summary>
    public IReadOnlyList<ImapBodySection> Sections { get; init; } = [];

    /// <summary>Limits the fetch to messages that are new or changed since this mod-sequence (CONDSTORE). Default: null.</summary>
    public ulong? ChangedSince { get; init; }

    /// <summary>
    /// Requests, together with <see cref="ChangedSince"/>, the UIDs removed since then. QRESYNC must be enabled. They are in
    /// <see cref="ImapClient.TakeChanges"/> when the fetch ends. Default: false.
    /// </summary>
    public bool Vanished { get; init; }

    /// <summary>
    /// Asked for each section before its bytes arrive: a stream to write them to, or null to keep them in memory. The stream
    /// is written completely before the message is returned and is not disposed. Default: null, all in memory.
    /// </summary>
    public Func<ImapLiteral, Stream?>? Sink { get; init; }

    /// <summary>Indicates whether an item is requested that servers do not send unsolicited.</summary>
    internal bool WantsContent => Size || InternalDate || Envelope || BodyStructure || Sections.Count > 0 || BinarySizes.Count > 0;
}
