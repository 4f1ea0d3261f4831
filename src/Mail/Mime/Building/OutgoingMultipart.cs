using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Parts between delimiters (RFC 2046 section 5.1).</summary>
internal sealed class OutgoingMultipart : OutgoingPart
{
    private readonly byte[] _delimiter;
    private readonly IReadOnlyList<OutgoingPart> _parts;

    private OutgoingMultipart(byte[] header, string boundary, IReadOnlyList<OutgoingPart> parts)
        : base(header)
    {
        _delimiter = Encoding.ASCII.GetBytes($"--{boundary}");
        _parts = parts;
    }

    public override IEnumerable<ReadOnlyMemory<byte>> Literals => _parts.SelectMany(part => part.Literals);

    /// <summary>The one part, or a multipart of several.</summary>
    public static OutgoingPart Of(string subtype, string boundary, IReadOnlyList<OutgoingPart> parts, params string[] parameters)
    {
        if (parts.Count == 1)
            return parts[0];
        var header = new HeaderWriter(utf8: false);
        ParameterWriter.Field(header, "Content-Type", $"multipart/{subtype}", [.. parameters, $"boundary=\"{boundary}\""]);
        return new OutgoingMultipart(header.ToBytes(), boundary, parts);
    }

    protected override void WriteBody(IBufferWriter<byte> writer)
    {
        foreach (var part in _parts)
        {
            writer.Write(_delimiter);
            writer.Write("\r\n"u8);
            part.WriteTo(writer);
            if (part is OutgoingMultipart)
                writer.Write("\r\n"u8);
        }

        writer.Write(_delimiter);
        writer.Write("--\r\n"u8);
    }
}
