using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Mime.Tnef;

/// <summary>What a mail reader's user sees of a message whose content is in a winmail.dat.</summary>
public class WinmailTests
{
    private static readonly TnefFile Files = new TnefFile()
        .Add(TnefFile.Body, "hidden")
        .Add(TnefFile.RenderData, new byte[14])
        .Add(TnefFile.AttachmentProperties, TnefFile.Properties(
            TnefFile.Text(0x3707, "..\\Preis\u0007liste.pdf"), TnefFile.Text(0x370E, "application/pdf"), TnefFile.Text(0x3712, "p@x"), TnefFile.Variable(0x3701, 0x102, "%PDF"u8.ToArray())))
        .Add(TnefFile.RenderData, new byte[14])
        .Add(TnefFile.AttachmentProperties, TnefFile.Properties(
            TnefFile.Text(0x3001, "Termin"), TnefFile.Variable(0x3701, 0x0D, [.. new byte[16], .. new TnefFile().Add(TnefFile.Subject, "inner").Bytes])));

    [Fact]
    public void Attachments_InAWinmail_StandInItsPlace()
    {
        var message = Message("my own words", Files.Bytes, "Content-Type: image/png; name=a.png\n\nx");

        Assert.Equal(["Preisliste.pdf", "Termin", "a.png"], message.Attachments.Select(attachment => attachment.FileName));
        Assert.Equal(["application/pdf", "application/ms-tnef", "image/png"], message.Attachments.Select(attachment => attachment.ContentType));
        Assert.Equal(["winmail.dat", "winmail.dat", null], message.Attachments.Select(attachment => attachment.Container?.FileName));
        Assert.Equal(["2", "2", "3"], message.Attachments.Select(attachment => attachment.PartPath));
        Assert.Equal(("%PDF", 4L, "p@x", false), (Content(message.Attachments[0]), message.Attachments[0].Size, message.Attachments[0].ContentId, message.Attachments[0].IsInline));
        Assert.Equal(("inner", null), (message.Attachments[1].ReadTnef()?.Subject, message.Attachments[0].ReadTnef()));
        Assert.Equal("my own words", message.GetText());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public void Body_OfAMessageWithoutWords_IsThatOfTheWinmail(string text) => Assert.Equal("hidden", Message(text, Files.Bytes).GetText());

    [Fact]
    public void Rtf_WhereThereIsNothingElse_IsTheBody()
    {
        const string rtf = "{\\rtf1\\ansi\\ansicpg1252 Gr\\'fc\\'dfe\\par }";
        byte[] compressed = [.. "\0\0\0\0"u8, .. BitConverter.GetBytes(rtf.Length), .. "MELA\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(rtf)];
        var file = new TnefFile().Add(TnefFile.MessageProperties, TnefFile.Properties(TnefFile.Variable(0x1009, 0x102, compressed)));

        Assert.Equal("Grüße", Message("", file.Bytes).GetText().Trim());
    }

    [Fact]
    public void Html_InAWinmail_IsShownOnlyInPlaceOfNoText()
    {
        var file = new TnefFile().Add(TnefFile.MessageProperties, TnefFile.Properties(TnefFile.Variable(0x1013, 0x102, "<p>rich</p>"u8.ToArray()))).Bytes;

        Assert.Equal(("<p>rich</p>", "rich"), (Message("", file).Bodies.Html, Message("", file).GetText().Trim()));
        Assert.Equal((null, "own"), (Message("own", file).Bodies.Html, Message("own", file).GetText()));
    }

    [Fact]
    public void Winmail_ThatIsCut_StaysBesideWhatCouldBeRead()
    {
        var cut = Files.Bytes[..^20];

        Assert.Equal(["winmail.dat", "Preisliste.pdf"], Message("own", cut).Attachments.Select(attachment => attachment.FileName).Take(2));
    }

    [Fact]
    public void Winmail_ThatIsNone_IsAnAttachmentLikeOthers()
    {
        var attachment = Assert.Single(Message("own", "no tnef"u8.ToArray()).Attachments);

        Assert.Equal(("winmail.dat", null), (attachment.FileName, attachment.Container));
    }

    [CorpusTheory]
    [InlineData("tnef/ukr.eml", "шостий")]
    [InlineData("tnef/rich-text.eml", "You've made this a Christmas to remember", "kitten-playing-with-a-christmas-tree.jpg 375081", "Untitled Attachment 6508", "Untitled Attachment 385301")]
    [InlineData("messages/issue358.txt", "Test headers")]
    public void Winmail_SentByOutlook_IsOpened(string name, string text, params string[] attachments)
    {
        var file = MailCorpus.Files("torture").Single(path => path.EndsWith("TestData/" + name, StringComparison.Ordinal));

        var message = MimeParser.Parse(File.ReadAllBytes(file));

        Assert.StartsWith(text, message.GetText().TrimStart(), StringComparison.Ordinal);
        Assert.Equal(attachments, message.Attachments.Select(attachment => $"{attachment.FileName} {attachment.Size}"));
        Assert.All(message.Attachments, attachment => Assert.Equal("winmail.dat", attachment.Container?.FileName));
    }

    private static MimeMessage Message(string text, byte[] winmail, params string[] more)
    {
        var parts = more.Prepend($"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(winmail)}")
            .Prepend($"Content-Type: text/plain\n\n{text}");
        return Raw.Parse($"Content-Type: multipart/mixed; boundary=x\n\n--x\n{string.Join("\n--x\n", parts)}\n--x--\n");
    }

    private static string Content(MimeAttachment attachment)
    {
        var writer = new ArrayBufferWriter<byte>();
        attachment.DecodeBytes(writer);
        return Encoding.ASCII.GetString(writer.WrittenSpan);
    }
}
