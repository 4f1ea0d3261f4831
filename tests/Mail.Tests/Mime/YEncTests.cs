using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime;

public class YEncTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [Fact]
    public void File_InText_IsAnAttachment()
    {
        var message = Parse(Encode(Content, "=ybegin line=128 size=256 name=all bytes.bin", "=yend size=256 crc32=29058c73"));
        var file = Assert.Single(message.Attachments);

        Assert.Equal("before\nafter\n", message.GetText());
        Assert.Equal(("all bytes.bin", 256L), (file.FileName, file.Size));
        Assert.Equal(Content, Decode(file));
        Assert.Empty(message.Defects);
    }

    [Fact]
    public void File_InPieces_SaysWhichOne()
    {
        var message = Parse(Encode(Content, "=ybegin part=2 total=3 line=128 size=700 name=a.bin\r\n=ypart begin=257 end=512", "=yend size=256 part=2 pcrc32=29058c73 crc32=00000000"));

        Assert.Equal(new YEncHeader("a.bin", 700, 2, 3, 257, 512), Assert.Single(message.Attachments).YEnc);
        Assert.Equal(Content, Decode(message.Attachments[0]));
        Assert.Empty(message.Defects);
    }

    [Theory]
    [InlineData("=yend size=256 crc32=29058c74")]
    [InlineData("=yend size=255")]
    [InlineData("=yend size=256 part=1 pcrc32=1")]
    public void File_Damaged_IsDecodedAndNoted(string end)
    {
        var message = Parse(Encode(Content, "=ybegin line=128 size=256 name=a.bin", end));

        Assert.Equal(Content, Decode(Assert.Single(message.Attachments)));
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.InvalidYEnc);
    }

    [Theory]
    [InlineData("=ybegin line=128 size=3 name=a.bin\n\nno end")]
    [InlineData("=ybegin size=3 name=a.bin\nabc\n=yend")]
    [InlineData("=ybegin line=128 size=3\nabc\n=yend")]
    [InlineData("x =ybegin line=128 size=3 name=a\nabc\n=yend")]
    public void Text_ThatIsNoFile_StaysText(string text) => Assert.Empty(Raw.Parse("A: b\n\n" + text).Attachments);

    [Fact]
    public void Part_WithTransferEncoding_IsDecoded()
    {
        var body = Encode(Content, "=ybegin line=128 size=256 name=a.bin", "=yend size=256 crc32=29058C73");
        var message = MimeParser.Parse((byte[])[.. "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: x-yenc\r\n\r\n"u8, .. body]);

        Assert.Equal(Content, Decode(Assert.Single(message.Attachments)));
    }

    [Fact]
    public void AnyBytes_EncodedByTheTest_AreDecoded() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var message = Parse(Encode(bytes, $"=ybegin line=128 size={bytes.Length} name=a", $"=yend size={bytes.Length}"));
        return Decode(message.Attachments.Single()).SequenceEqual(bytes);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyText_BetweenTheMarks_NeverThrows() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        Reading.CheckEverything([.. "A: b\n\n=ybegin line=1 size=1 name=a\n"u8, .. bytes, .. "\n=yend"u8, .. bytes]);
        Reading.CheckEverything([.. "A: b\n\n=ybegin "u8, .. bytes, .. "\n=yend size="u8, .. bytes]);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("=ybegin line=1 size=1 name=a\n")]
    [InlineData("=ybegin line=1 size=1 name=a\n=yend\n")]
    public void Pattern_Repeated_IsReadInLinearTime(string pattern) =>
        Assert.NotNull(Raw.Parse("A: b\n\n" + string.Concat(Enumerable.Repeat(pattern, 30_000))).Attachments);

    private static MimeMessage Parse(byte[] file) =>
        MimeParser.Parse((byte[])[.. "Subject: x\r\n\r\nbefore\r\n"u8, .. file, .. "\r\nafter\r\n"u8]);

    private static byte[] Decode(MimeAttachment attachment)
    {
        var bytes = new ArrayBufferWriter<byte>();
        attachment.DecodeBytes(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static byte[] Encode(byte[] content, string begin, string end)
    {
        var encoded = new List<byte>(Encoding.ASCII.GetBytes(begin + "\r\n"));
        for (var i = 0; i < content.Length; i++)
        {
            var b = (byte)(content[i] + 42);
            if (b is 0 or (byte)'\n' or (byte)'\r' or (byte)'=')
                encoded.AddRange([(byte)'=', (byte)(b + 64)]);
            else
                encoded.Add(b);
            if (i % 128 == 127)
                encoded.AddRange("\r\n"u8);
        }

        return [.. encoded, .. Encoding.ASCII.GetBytes((content.Length % 128 == 0 ? "" : "\r\n") + end)];
    }
}
