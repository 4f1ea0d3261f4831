using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Undoes the transfer encoding of a body stretch by stretch, so that a large one is never in memory as a whole.</summary>
public static class StretchDecoder
{
    /// <summary>Whether bodies of an encoding can be decoded this way. Uuencoded and yEnc files have a frame, and are decoded whole.</summary>
    public static bool Supports(TransferEncoding encoding) =>
        encoding is TransferEncoding.Identity or TransferEncoding.Base64 or TransferEncoding.QuotedPrintable;

    /// <summary>
    /// Decodes a stretch. The next one must begin behind the bytes that this one consumed. Stretches should be of 8 KiB at least: a short one
    /// may not show whether base64 goes on behind its padding.
    /// </summary>
    /// <param name="encoding">The encoding of the body; one that <see cref="Supports"/> is true for.</param>
    /// <param name="stretch">The encoded bytes.</param>
    /// <param name="isLast">Whether the body ends with them.</param>
    /// <param name="writer">Takes the decoded bytes.</param>
    /// <returns>Bytes consumed; null when the content has ended, whatever follows.</returns>
    public static int? Decode(TransferEncoding encoding, ReadOnlySpan<byte> stretch, bool isLast, IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var consumed = isLast ? stretch.Length : StretchCut.Find(encoding, stretch);
        var source = stretch[..consumed];
        var hasEnded = false;
        switch (encoding)
        {
            case TransferEncoding.Base64:
                writer.Advance(Base64Decoder.Decode(source, writer.GetSpan(Base64Decoder.MaxDecodedLength(source.Length)), out _, out hasEnded));
                break;
            case TransferEncoding.QuotedPrintable:
                writer.Advance(QuotedPrintableDecoder.Decode(source, writer.GetSpan(source.Length + 1), out _));
                break;
            case TransferEncoding.Identity:
                writer.Write(source);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Cannot be decoded in stretches.");
        }

        return isLast || hasEnded ? null : consumed;
    }
}
