using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>A part with a body of bytes.</summary>
internal sealed class OutgoingLeaf(byte[] header, ReadOnlyMemory<byte> content, BodyEncoding encoding) : OutgoingPart(header)
{
    public override IEnumerable<ReadOnlyMemory<byte>> Literals =>
        encoding is BodyEncoding.SevenBit or BodyEncoding.EightBit ? [content] : [];

    protected override void WriteBody(IBufferWriter<byte> writer)
    {
        switch (encoding)
        {
            case BodyEncoding.Base64:
                Base64Encoder.Encode(content.Span, writer);
                break;
            case BodyEncoding.QuotedPrintable:
                QuotedPrintableEncoder.Encode(content.Span, writer);
                break;
            default:
                writer.Write(content.Span);
                break;
        }

        writer.Write("\r\n"u8);
    }
}
