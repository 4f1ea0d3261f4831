using System.Text;
using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime.Tnef;

public class TnefReaderTests
{
    private static readonly byte[] Pdf = [1, 2, 3, 4, 5];

    [Fact]
    public void Attachments_OfBothKinds_AreListed()
    {
        var file = new TnefFile()
            .Add(TnefFile.CodePage, [0xE3, 0x04, 0, 0])
            .Add(TnefFile.Subject, "\u00CF\u00F0\u00E8\u00E2\u00E5\u00F2, \u00EC\u00E8\u00F0!")
            .Add(TnefFile.RenderData, new byte[14])
            .Add(TnefFile.Title, "SHORT~1.PDF")
            .Add(TnefFile.Data, Pdf)
            .Add(TnefFile.AttachmentProperties, TnefFile.Properties(
                TnefFile.Named("Some Name"),
                TnefFile.Text(0x3707, "C:\\folder\\long näme.pdf"),
                TnefFile.Variable(0x370E, 0x1E, "Application/PDF\0"u8.ToArray()),
                TnefFile.Text(0x3712, "<pic@x>")))
            .Add(TnefFile.RenderData, new byte[14])
            .Add(TnefFile.AttachmentProperties, TnefFile.Properties(
                TnefFile.Text(0x3001, "Some item"),
                TnefFile.Variable(0x3701, 0x0D, [.. new byte[16], .. new TnefFile().Add(TnefFile.Subject, "inner").Bytes])));
        var message = TnefReader.Read(file.Bytes)!;

        Assert.Equal("Привет, мир!", message.Subject);
        Assert.True(message.IsComplete);
        Assert.Equal(2, message.Attachments.Count);
        var (first, second) = (message.Attachments[0], message.Attachments[1]);
        Assert.Equal(("long näme.pdf", "application/pdf", "pic@x", false), (first.FileName, first.ContentType, first.ContentId, first.IsMessage));
        Assert.Equal(Pdf, first.Data.ToArray());
        Assert.Equal(("Some item", true, "inner"), (second.FileName, second.IsMessage, TnefReader.Read(second.Data)?.Subject));
    }

    [Fact]
    public void Bodies_OfEachForm_AreRead()
    {
        var message = TnefReader.Read(new TnefFile().Add(TnefFile.MessageProperties, TnefFile.Properties(
            TnefFile.Fixed(0x3FDE, 65001),
            TnefFile.Text(0x0037, "Subject"),
            TnefFile.Text(0x1000, "one\r\ntwo"),
            TnefFile.Variable(0x1013, 0x102, "<p>größe</p>"u8.ToArray()))).Bytes)!;

        Assert.Equal(("Subject", "one\ntwo", "<p>größe</p>", true), (message.Subject, message.Text, message.Html, message.IsComplete));
        Assert.Null(message.Rtf);
    }

    [Theory]
    [InlineData("{\\rtf1\\ansi\\ansicpg1251 {\\fonttbl{\\f0 Arial;}}a\\'e0\\tab b\\par \\u8364?c\\{\\~d}", "aа\tb\n€c{\u00A0d")]
    [InlineData("{\\rtf1\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf \\par\\htmlrtf0 text{\\*\\htmltag72 </p>}}", "text")]
    [InlineData("{\\rtf1 {\\mmathPr\\mmathFont34\\mbrkBin0}\\someWord1 a}", "a")]
    [InlineData("{\\rtf1 \\u-10179 ?\\u-8704 ?}", "😀")]
    [InlineData("{\\rtf1 \\u-10179 ?x}", "\uFFFDx")]
    [InlineData("{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b}", "日本")]
    public void Rtf_WithoutAnotherBody_GivesTheText(string rtf, string expected)
    {
        var message = WithRtf([.. "\0\0\0\0"u8, .. BitConverter.GetBytes(rtf.Length), .. "MELA\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(rtf)]);

        Assert.Equal(rtf, Encoding.ASCII.GetString(message.Rtf!.Value.Span));
        Assert.Equal(expected, message.Text);
    }

    /// <summary>The example of MS-OXRTFCP section 3.1.1 (facts of the format, not text).</summary>
    [Fact]
    public void CompressedRtf_OfTheSpecification_IsDecompressed()
    {
        var message = WithRtf(Convert.FromHexString("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af8206563680906f80020686565 6c00 6f20776f726c647d0a800fa0".Replace(" ", "", StringComparison.Ordinal)));

        Assert.StartsWith("{\\rtf1\\ansi\\ansicpg1252\\pard", Encoding.ASCII.GetString(message.Rtf!.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Attachment_OfAMessage_IsOpened()
    {
        var file = Convert.ToBase64String(new TnefFile().Add(TnefFile.Body, "hidden").Bytes);
        var message = Raw.Parse($"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n{file}\n");

        Assert.Equal("hidden", message.GetText());
        Assert.Empty(message.Attachments);
        Assert.Null(Raw.Parse("Content-Type: application/pdf; name=a.pdf\n\nx").Attachments[0].ReadTnef());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x78, 0x9F, 0x3E, 0x22, 1 })]
    [InlineData(new byte[] { 0x79, 0x9F, 0x3E, 0x22, 1, 0, 1, 2, 3 })]
    public void Data_ThatIsNoTnef_GivesNull(byte[] data) => Assert.Null(TnefReader.Read(data));

    [Theory]
    [InlineData(0x1000_1001u)]
    [InlineData(0x1000_1000u)]
    [InlineData(0x1000_1003u)]
    [InlineData(0x1000_101Fu)]
    public void Property_OfCountlessValues_EndsWithTheData(uint tag)
    {
        byte[] property = [.. BitConverter.GetBytes(tag), 0xFF, 0xFF, 0xFF, 0xFF];

        Assert.NotNull(TnefReader.Read(new TnefFile().Add(TnefFile.MessageProperties, TnefFile.Properties(property)).Bytes));
    }

    [Fact]
    public void Data_CutAnywhere_NeverThrows()
    {
        var whole = new TnefFile().Add(TnefFile.Subject, "s").Add(TnefFile.RenderData, new byte[14]).Add(TnefFile.Data, Pdf)
            .Add(TnefFile.MessageProperties, TnefFile.Properties(TnefFile.Text(0x1000, "text"), TnefFile.Named("n"))).Bytes;
        for (var length = 6; length < whole.Length - 2; length++)
        {
            // Between attributes nothing shows that something is missing.
            var message = TnefReader.Read(whole.AsMemory(0, length))!;
            Assert.InRange(message.Attachments.Count, 0, 1);
        }

        Assert.False(TnefReader.Read(whole.AsMemory(0, whole.Length - 5))!.IsComplete);
    }

    [Fact]
    public void Data_Damaged_NeverThrows()
    {
        var whole = new TnefFile().Add(TnefFile.CodePage, [0xE3, 0x04, 0, 0]).Add(TnefFile.RenderData, new byte[14]).Add(TnefFile.Title, "t").Add(TnefFile.AttachmentProperties, TnefFile.Properties(
                TnefFile.Named("Some Name"), TnefFile.Text(0x3707, "name"), TnefFile.Variable(0x3701, 0x0D, new byte[20])))
            .Add(TnefFile.MessageProperties, TnefFile.Properties(TnefFile.Text(0x1000, "text"), TnefFile.Variable(0x1009, 0x102, [.. "\0\0\0\0\xff\0\0\0LZFu\0\0\0\0{{\\u\\'"u8]))).Bytes;
        var damage = Gen.Choose(6, whole.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value => (At: at, Value: (byte)value))).ArrayOf().ToArbitrary();
        Prop.ForAll(damage, changes =>
        {
            var bytes = whole.ToArray();
            foreach (var (at, value) in changes)
                bytes[at] = value;
            return TnefReader.Read(bytes) is { Attachments.Count: < 100 };
        }).QuickCheckThrowOnFailure();
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => WithRtf([.. "\0\0\0\0\0\x10\0\0LZFu\0\0\0\0"u8, .. bytes]).Attachments.Count == 0 && WithRtf([.. "\0\0\0\0\0\x10\0\0MELA\0\0\0\0"u8, .. bytes]).Subject is null)
            .QuickCheckThrowOnFailure();
    }

    private static TnefMessage WithRtf(byte[] compressed) => TnefReader.Read(
        new TnefFile().Add(TnefFile.MessageProperties, TnefFile.Properties(TnefFile.Variable(0x1009, 0x102, compressed))).Bytes)!;
}
