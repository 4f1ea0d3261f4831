using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Undoes the transfer encoding of a body.</summary>
internal static class BodyDecoder
{
    /// <summary>Decodes into a writer.</summary>
    public static void Decode(
        TransferEncoding encoding, ReadOnlySpan<byte> body, MimeSource source, int offset, IBufferWriter<byte> writer)
    {
        if (encoding == TransferEncoding.Identity)
        {
            writer.Write(body);
            return;
        }

        var target = writer.GetSpan(MaxDecodedLength(encoding, body.Length));
        writer.Advance(Decode(encoding, body, target, source, offset));
    }

    /// <summary>Returns the largest size of the decoded body.</summary>
    public static int MaxDecodedLength(TransferEncoding encoding, int length) =>
        encoding == TransferEncoding.Base64 ? Base64Decoder.MaxDecodedLength(length) : length + 1;

    /// <summary>Decodes into a span of at least <see cref="MaxDecodedLength"/>; notes what was broken.</summary>
    /// <returns>Bytes written.</returns>
    public static int Decode(
        TransferEncoding encoding, ReadOnlySpan<byte> body, Span<byte> target, MimeSource source, int offset)
    {
        bool clean;
        int written;
        switch (encoding)
        {
            case TransferEncoding.Base64:
                written = Base64Decoder.Decode(body, target, out clean);
                if (!clean)
                    source.Report(MimeDefectKind.InvalidBase64, offset);
                return written;
            case TransferEncoding.QuotedPrintable:
                written = QuotedPrintableDecoder.Decode(body, target, out clean);
                if (!clean)
                    source.Report(MimeDefectKind.InvalidQuotedPrintable, offset);
                return written;
            case TransferEncoding.UuEncode:
                return UuDecoder.Decode(body, target);
            case TransferEncoding.YEnc:
                written = YEncDecoder.Decode(body, target, out clean);
                if (!clean)
                    source.Report(MimeDefectKind.InvalidYEnc, offset);
                return written;
            default:
                body.CopyTo(target);
                return body.Length;
        }
    }

    /// <summary>Returns the length of the decoded body; base64 without faults is counted, not decoded.</summary>
    public static long DecodedLength(TransferEncoding encoding, ReadOnlySpan<byte> body)
    {
        if (encoding == TransferEncoding.Identity)
            return body.Length;
        if (encoding == TransferEncoding.Base64)
            return Base64Decoder.DecodedLength(body);
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length + 1);
        var length = encoding switch
        {
            TransferEncoding.UuEncode => UuDecoder.Decode(body, buffer),
            TransferEncoding.YEnc => YEncDecoder.Decode(body, buffer, out _),
            _ => QuotedPrintableDecoder.Decode(body, buffer, out _),
        };
        ArrayPool<byte>.Shared.Return(buffer);
        return length;
    }
}
