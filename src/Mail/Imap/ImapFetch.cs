namespace EmailAgent.Mail.Imap;

/// <summary>
/// What the server told about one message. Owns the memory of its sections, which goes back to a pool on
/// <see cref="Dispose"/> and must not be touched after.
/// </summary>
public sealed class ImapFetch : IDisposable
{
    private List<ImapSectionData>? _sections;

    internal ImapFetch(uint sequenceNumber) => SequenceNumber = sequenceNumber;

    /// <summary>Number of the message in the mailbox when this was said.</summary>
    public uint SequenceNumber { get; }

    /// <summary>UID, 0 if the server did not say; never 0 in results of <see cref="ImapClient.UidFetchAsync"/>.</summary>
    public uint Uid { get; internal set; }

    /// <summary>Flags and keywords, null if not told. System flags are spelled as in RFC 9051.</summary>
    public IReadOnlyList<string>? Flags { get; internal set; }

    /// <summary>When the server received the message, null if not told or unreadable.</summary>
    public DateTimeOffset? InternalDate { get; internal set; }

    /// <summary>Size of the whole message in bytes as the server states it, null if not told.</summary>
    public long? Size { get; internal set; }

    /// <summary>Mod-sequence (RFC 7162), null if not told.</summary>
    public ulong? ModSeq { get; internal set; }

    /// <summary>Body sections, in the server's order.</summary>
    public IReadOnlyList<ImapSectionData> Sections => _sections ?? (IReadOnlyList<ImapSectionData>)[];

    /// <summary>The section asked for, or null if the server did not send it.</summary>
    public ImapSectionData? Find(ImapBodySection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        foreach (var data in Sections)
        {
            if (section.Names(data.Section) && data.Offset == section.Offset)
            {
                return data;
            }
        }

        return null;
    }

    /// <summary>Gives the memory of the sections back.</summary>
    public void Dispose()
    {
        foreach (var section in Sections)
        {
            section.Release();
        }

        _sections = null;
    }

    internal void Add(ImapSectionData section) => (_sections ??= new(1)).Add(section);

    internal ImapFlagUpdate ToFlagUpdate() => new(SequenceNumber, Uid == 0 ? null : Uid, Flags, ModSeq);
}
