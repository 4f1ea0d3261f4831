using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public sealed class StretchDecoderTests
{
    private const int Stretch = 8 * 1024;

    [Theory]
    [InlineData(TransferEncoding.Base64, "\r\n", 76)]
    [InlineData(TransferEncoding.Base64, "\n", 61)]
    [InlineData(TransferEncoding.Base64, "", 1000)]
    [InlineData(TransferEncoding.Base64, " !\r\n\t", 77)]
    [InlineData(TransferEncoding.QuotedPrintable, "=\r\n", 75)]
    [InlineData(TransferEncoding.QuotedPrintable, "  \r\n", 75)]
    [InlineData(TransferEncoding.QuotedPrintable, "", 1000)]
    [InlineData(TransferEncoding.Identity, "\r\n", 78)]
    public void Stretches_GiveWhatTheWholeBodyGives(TransferEncoding encoding, string lineEnd, int line)
    {
        var random = new Random(line);
        for (var round = 0; round < 20; round++)
        {
            var bytes = new byte[random.Next(60_000)];
            random.NextBytes(bytes);
            var encoded = encoding switch
            {
                TransferEncoding.Base64 => Convert.ToBase64String(bytes),
                TransferEncoding.QuotedPrintable => string.Concat(bytes.Select(b => b is > 32 and < 127 and not 61 ? $"{(char)b}" : b < 40 ? " " : $"={b:X2}")),
                _ => Convert.ToHexString(bytes),
            };
            var body = Encoding.ASCII.GetBytes(string.Concat(encoded.Chunk(line).Select(chunk => new string(chunk) + lineEnd)));
            Assert.Equal(Whole(encoding, body), InStretches(encoding, body, Stretch + random.Next(5)));
        }
    }

    [Theory]
    [InlineData("AAAA", 0)]
    [InlineData("AAE=\r\n", 2)]
    [InlineData("AAE=\r\n_____\r\nA list, its footer and more of it\r\n", 4)]
    public void Base64_WithPaddingWithinIt_GivesWhatTheWholeBodyGives(string inner, int shift)
    {
        var random = new Random(shift);
        var bytes = new byte[9_000];
        random.NextBytes(bytes);
        var lines = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks) + "\r\n";
        for (var at = 0; at < 200; at++)
        {
            var body = Encoding.ASCII.GetBytes(new string(' ', at * 7) + lines + inner + lines + inner + lines);
            Assert.Equal(Whole(TransferEncoding.Base64, body), InStretches(TransferEncoding.Base64, body, Stretch));
        }
    }

    private static byte[] Whole(TransferEncoding encoding, byte[] body)
    {
        var writer = new ArrayBufferWriter<byte>();
        Assert.Null(StretchDecoder.Decode(encoding, body, isLast: true, writer));
        return writer.WrittenSpan.ToArray();
    }

    private static byte[] InStretches(TransferEncoding encoding, byte[] body, int length)
    {
        var writer = new ArrayBufferWriter<byte>();
        var offset = 0;
        while (true)
        {
            var stretch = body.AsSpan(offset, Math.Min(length, body.Length - offset));
            if (StretchDecoder.Decode(encoding, stretch, isLast: stretch.Length < length, writer) is not { } consumed)
            {
                return writer.WrittenSpan.ToArray();
            }

            Assert.InRange(consumed, 1, stretch.Length);
            offset += consumed;
        }
    }
}
