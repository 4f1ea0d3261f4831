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

    /// <summary>Gets the text between the brackets without quotes: "" for the whole message, otherwise for example <c>HEADER.FIELDS (DATE FROM)</c>.</summary>
    public string Section { get; }

    /// <summary>Gets the offset of the bytes in the section; null if the whole section was requested.</summary>
    public ulong? Offset { get; }

    /// <summary>Indicates whether the server decoded the bytes (BINARY, RFC 3516).</summary>
    public bool IsBinary { get; }

    /// <summary>Number of bytes received, to wherever they went.</summary>
    public long Length => _literal?.Size ?? 0;

    /// <summary>Indicates whether the server has no such section (NIL).</summary>
    public bool IsMissing => _literal is null;

    /// <summary>The bytes, empty if missing or streamed. Valid until the <see cref="ImapFetch"/> is disposed.</summary>
    public ReadOnlyMemory<byte> Data => _literal is null ? default : _literal.Memory;

    internal void Release() => _literal?.Dispose();
}
