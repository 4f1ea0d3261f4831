namespace EmailAgent.Mail.Imap;

/// <summary>What a search found, as far as it was asked to tell.</summary>
public sealed record ImapSearchResult
{
    /// <summary>The UIDs; empty where nothing matched or they were not asked for.</summary>
    public UidSet Uids { get; init; } = UidSet.Empty;

    /// <summary>Lowest UID; null where nothing matched or it was not asked for.</summary>
    public uint? Min { get; init; }

    /// <summary>Highest UID; null where nothing matched or it was not asked for.</summary>
    public uint? Max { get; init; }

    /// <summary>Number of messages; null where it was not asked for.</summary>
    public long? Count { get; init; }

    /// <summary>Highest mod-sequence of the messages found; null unless the search has <see cref="ImapSearch.ModSeq"/> and the server tells.</summary>
    public ulong? ModSeq { get; init; }
}
