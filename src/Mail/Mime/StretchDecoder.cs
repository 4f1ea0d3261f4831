using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Undoes the transfer encoding of a body stretch by stretch, so that a large one is never in memory as a whole.</summary>
public static class StretchDecoder
{
    /// <summary>
    /// Decodes a stretch. The next one must begin behind the bytes that this one consumed. Stretches should have at least 8 KiB: a
    /// short one can leave open whether base64 continues behind its padding.
    /// </summary>
    /// <param name="encoding">The encoding of the body: identity, base64 or quoted-printable. Uuencoded and yEnc files have a frame, and are decoded whole.</param>
    /// <param name="stretch">The encoded bytes.</param>
    /// <param name="isLast">Whether the body ends with them.</param>
    /// <param name="writer">Takes the decoded bytes.</param>
    /// <returns>Bytes consumed; null if the content has ended, whatever follows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The encoding is another one.</exception>
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
