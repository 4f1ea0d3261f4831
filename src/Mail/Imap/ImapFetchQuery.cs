namespace EmailAgent.Mail.Imap;

/// <summary>What to fetch of each message. The UID always comes along.</summary>
public sealed record ImapFetchQuery
{
    /// <summary>Flags and keywords. Default: false.</summary>
    public bool Flags { get; init; }

    /// <summary>When the server received the message. Default: false.</summary>
    public bool InternalDate { get; init; }

    /// <summary>Size in bytes. Default: false.</summary>
    public bool Size { get; init; }

    /// <summary>Mod-sequence; left out where the server has no CONDSTORE. Default: false.</summary>
    public bool ModSeq { get; init; }

    /// <summary>Main header fields, parsed by the server. Default: false.</summary>
    public bool Envelope { get; init; }

    /// <summary>The parts with their types, names and sizes. Default: false.</summary>
    public bool BodyStructure { get; init; }

    /// <summary>Beginning of the text (RFC 8970); left out where the server has no PREVIEW. Default: false.</summary>
    public bool Preview { get; init; }

    /// <summary>Identifiers of content and conversation; left out where the server has no OBJECTID. Default: false.</summary>
    public bool ObjectIds { get; init; }

    /// <summary>Gmail's identifiers and labels; left out elsewhere. Default: false.</summary>
    public bool Gmail { get; init; }

    /// <summary>Numbers of parts whose decoded size is wanted (RFC 3516). Needs <see cref="ImapCapabilities.Binary"/>. Default: none.</summary>
    public IReadOnlyList<string> BinarySizes { get; init; } = [];

    /// <summary>Body sections. Default: none.</summary>
    public IReadOnlyList<ImapBodySection> Sections { get; init; } = [];

    /// <summary>Only messages new or changed since this mod-sequence (CONDSTORE). Default: null.</summary>
    public ulong? ChangedSince { get; init; }

    /// <summary>
    /// With <see cref="ChangedSince"/>, also report UIDs gone since then (QRESYNC must have been enabled); they are in
    /// <see cref="ImapClient.TakeChanges"/> when the fetch ends. Default: false.
    /// </summary>
    public bool Vanished { get; init; }

    /// <summary>
    /// Asked for each section before its bytes arrive: a stream to write them to, or null to keep them in memory. The stream
    /// is written completely before the message is returned and is not disposed. Default: null, all in memory.
    /// </summary>
    public Func<ImapLiteral, Stream?>? Sink { get; init; }

    /// <summary>True if something is asked for that servers do not tell by themselves.</summary>
    internal bool WantsContent => Size || InternalDate || Envelope || BodyStructure || Sections.Count > 0 || BinarySizes.Count > 0;
}
