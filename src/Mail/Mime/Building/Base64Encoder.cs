using System.Buffers;
using System.Buffers.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Writes base64 in lines of 76 characters (RFC 2045 section 6.8), without a line end after the last.</summary>
internal static class Base64Encoder
{
    private const int BytesInLine = 57;
    private const int LineLength = 76;

    public static void Encode(ReadOnlySpan<byte> content, IBufferWriter<byte> writer)
    {
        while (!content.IsEmpty)
        {
            var taken = Math.Min(content.Length, BytesInLine);
            var target = writer.GetSpan(LineLength + 2);
            Base64.EncodeToUtf8(content[..taken], target, out _, out var written);
            content = content[taken..];
            if (!content.IsEmpty)
            {
                "\r\n"u8.CopyTo(target[written..]);
                written += 2;
            }

            writer.Advance(written);
        }
    }
}
