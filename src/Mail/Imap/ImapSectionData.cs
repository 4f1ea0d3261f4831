using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap;

/// <summary>The bytes of one body section.</summary>
public sealed class ImapSectionData
{
    private readonly Literal? _literal;

    internal ImapSectionData(string section, ulong? offset, Literal? literal, bool isBinary = false)
    {
        Section = section;
        Offset = offset;
        _literal = literal;
        IsBinary = isBinary;
    }

    /// <summary>What is between the brackets, quotes removed: "" for the whole message, else such as <c>HEADER.FIELDS (DATE FROM)</c>.</summary>
    public string Section { get; }

    /// <summary>Where the bytes start in the section if only a part was asked for.</summary>
    public ulong? Offset { get; }

    /// <summary>True if the server decoded the bytes (BINARY, RFC 3516).</summary>
    public bool IsBinary { get; }

    /// <summary>Number of bytes received, to wherever they went.</summary>
    public long Length => _literal?.Size ?? 0;

    /// <summary>True if the server has no such section (NIL).</summary>
    public bool IsMissing => _literal is null;

    /// <summary>True if the bytes went to the sink of the query.</summary>
    public bool IsStreamed => _literal?.Sink is not null;

    /// <summary>The bytes, empty if missing or streamed. Valid until the <see cref="ImapFetch"/> is disposed.</summary>
    public ReadOnlyMemory<byte> Data => _literal is null ? default : _literal.Memory;

    internal void Release() => _literal?.Dispose();
}
