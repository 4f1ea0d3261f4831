using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads the message inside a message/rfc822 part.</summary>
internal static class EmbeddedMessageReader
{
    public static MimeMessage? Read(MimePart part, MimeSource source)
    {
        var depth = source.Depth + Depth(part) + 1;
        if (depth > source.Limits.MaxNesting)
        {
            source.Report(MimeDefectKind.TooDeep, part.BodyStart);
            return null;
        }

        if (part.TransferEncoding == TransferEncoding.Identity)
            return Parse(source.Raw[..part.BodyEnd], part.BodyStart, source.Limits, depth, part.Path);

        // RFC 2046 section 5.2.1 forbids it; Exchange and some archivers do it.
        source.Report(MimeDefectKind.EncodedMultipart, part.BodyStart);
        var decoded = new ArrayBufferWriter<byte>(BodyDecoder.MaxDecodedLength(part.TransferEncoding, part.RawBody.Length));
        part.DecodeBytes(decoded);
        return Parse(decoded.WrittenMemory, 0, source.Limits, depth, part.Path);
    }

    private static MimeMessage Parse(ReadOnlyMemory<byte> raw, int start, MimeLimits limits, int depth, string path)
    {
        var source = new MimeSource(raw, limits, depth, path);
        return new MimeMessage(source, StructureParser.Parse(source, start));
    }

    private static int Depth(MimePart part)
    {
        var depth = 0;
        for (var parent = part.Parent; parent is not null; parent = parent.Parent)
            depth++;
        return depth;
    }
}
