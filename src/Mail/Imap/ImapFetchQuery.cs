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
}
