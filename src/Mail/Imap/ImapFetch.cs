using System.Collections.ObjectModel;

namespace EmailAgent.Mail.Imap;

/// <summary>
/// Data that the server sent about one message. Owns the memory of its sections, which returns to a pool on <see cref="Dispose"/> and
/// must not be used afterwards.
/// </summary>
public sealed class ImapFetch : IDisposable
{
    private List<ImapSectionData>? _sections;
    private Dictionary<string, long>? _binarySizes;

    internal ImapFetch(uint sequenceNumber) => SequenceNumber = sequenceNumber;

    /// <summary>Sequence number of the message when the response was sent.</summary>
    public uint SequenceNumber { get; }

    /// <summary>UID; 0 if the server did not send it, never 0 in results of <see cref="ImapClient.UidFetchAsync"/>.</summary>
    public uint Uid { get; internal set; }

    /// <summary>Flags and keywords, null if not sent. System flags are spelled as in RFC 9051.</summary>
    public IReadOnlyList<string>? Flags { get; internal set; }

    /// <summary>Date and time of receipt; null if not sent or unreadable.</summary>
    public DateTimeOffset? InternalDate { get; internal set; }

    /// <summary>Size of the whole message in bytes as the server states it, null if not sent.</summary>
    public long? Size { get; internal set; }

    /// <summary>Mod-sequence (RFC 7162), null if not sent.</summary>
    public ulong? ModSeq { get; internal set; }

    /// <summary>Main header fields; null if not sent or unreadable.</summary>
    public ImapEnvelope? Envelope { get; internal set; }

    /// <summary>Parts of the message; null if not sent or unreadable.</summary>
    public ImapBodyPart? BodyStructure { get; internal set; }

    /// <summary>Beginning of the text as the server made it (RFC 8970), at most 256 characters; null if not sent.</summary>
    public string? Preview { get; internal set; }

    /// <summary>Identifier of the content, the same for copies (OBJECTID, RFC 8474 section 5.1); null if not sent.</summary>
    public string? EmailId { get; internal set; }

    /// <summary>Identifier of the conversation (OBJECTID, RFC 8474 section 5.2); null if not sent or the server does not group messages.</summary>
    public string? ThreadId { get; internal set; }

    /// <summary>Gmail's data; null on other servers or if not requested.</summary>
    public ImapGmailData? Gmail { get; internal set; }

    /// <summary>Decoded sizes by part number, as requested by <see cref="ImapFetchQuery.BinarySizes"/>.</summary>
    public IReadOnlyDictionary<string, long> BinarySizes => _binarySizes ?? (IReadOnlyDictionary<string, long>)ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Indicates whether the response contained more than servers send unsolicited: UID, flags, mod-sequence.</summary>
    internal bool HasContent { get; set; }

    /// <summary>Body sections, in the server's order.</summary>
    public IReadOnlyList<ImapSectionData> Sections => _sections ?? (IReadOnlyList<ImapSectionData>)[];

    /// <summary>Returns the requested section, or null if the server did not send it.</summary>
    public ImapSectionData? Find(ImapBodySection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        foreach (var data in Sections)
        {
            if (section.Names(data.Section) && data.Offset == section.Offset && data.IsBinary == section.IsBinary)
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

    internal void AddBinarySize(string number, long size) => (_binarySizes ??= [])[number] = size;

    internal ImapFlagUpdate ToFlagUpdate() => new(SequenceNumber, Uid == 0 ? null : Uid, Flags, ModSeq);
}
