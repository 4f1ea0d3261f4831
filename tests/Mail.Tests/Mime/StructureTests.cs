using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public class StructureTests
{
    [Theory]
    [InlineData("A: 1\n\nbody", "body")]
    [InlineData("A: 1\n\n", "")]
    [InlineData("A: 1", "")]
    [InlineData("\nbody", "body")]
    [InlineData("A: 1\nno field\nat all", "no field\nat all")]
    [InlineData("A: 1\n \nbody line", "body line")]
    [InlineData("From me Mon Jan  1 00:00:00 2001\nA: 1\n\nbody", "body")]
    [InlineData("A: 1\ngarbage in between\nSubject: x\n\nbody", "body")]
    [InlineData("A: 1\n--x\nContent-Type: text/plain\n\nbody", "--x\nContent-Type: text/plain\n\nbody")]
    public void Header_EndsWhereTheBodyBegins(string text, string body)
    {
        foreach (var lineEnd in new[] { "\r\n", "\n", "\r" })
        {
            var message = MimeParser.Parse(System.Text.Encoding.ASCII.GetBytes(text.Replace("\n", lineEnd, StringComparison.Ordinal)));

            Assert.Equal(body, message.Root.DecodeText());
        }
    }

    [Theory]
    [InlineData("", MimeDefectKind.MissingBoundary)]
    [InlineData("; boundary=\"\"", MimeDefectKind.MissingBoundary)]
    [InlineData("; boundary=other", MimeDefectKind.BoundaryNotFound)]
    public void Multipart_BoundaryWrong_IsGuessed(string parameter, MimeDefectKind defect)
    {
        var message = Raw.Parse($"Content-Type: multipart/mixed{parameter}\n\n--x\nContent-Type: text/plain\n\nA\n--x\nContent-Type: text/html\n\nB\n--x--\n");

        Assert.Equal("multipart/mixed(text/plain,text/html)", Describe(message.Root));
        Assert.Contains(message.Defects, found => found.Kind == defect);
    }

    [Fact]
    public void Multipart_WithoutAnyDelimiter_IsShownAsText()
    {
        var message = Raw.Parse("Content-Type: multipart/mixed; boundary=x\n\nJust text.\n");

        Assert.Equal("Just text.\n", message.GetText());
    }

    [Theory]
    [InlineData("--x\n\nA\n--x\n\nB\n--x--\n", "A|B")]
    [InlineData("--x\n\nA\n--x\n\nB\n--x--", "A|B")]
    [InlineData("--x\n\nA\n--x\n\nB", "A|B")]
    [InlineData("--x  \n\nA\n--x\t\n\nB\n--x--  \nepilogue", "A|B")]
    [InlineData("pre\n--x\n\nA\n--xy\n--x\n\nB\n--x--\n", "A\n--xy|B")]
    [InlineData("--x\n\nA\n--x\n--x\n\nB\n--x--\n", "A||B")]
    [InlineData("--x\n\nA --x\n--x\n\nB\n--x--\n--x\n\nC\n", "A --x|B")]
    [InlineData("--x\n\nA\n--x\n\nB\n--x--</BODY></HTML>\n", "A|B")]
    [InlineData("--x\n\nA\n--x<br>\n\nB\n--x-- >\n--x--\n", "A|B\n--x-- >")]
    [InlineData("--x\nno header\n--x\n\nB\n--x--\n", "no header|B")]
    [InlineData("--x--\n", "")]
    public void Multipart_Delimiters_CutParts(string body, string parts)
    {
        var message = Raw.Parse("Content-Type: multipart/mixed; boundary=x\n\n" + body);

        Assert.Equal(parts, string.Join('|', message.Root.Children.Select(part => part.DecodeText())));
    }

    [Fact]
    public void Header_AfterByteOrderMark_IsRead()
    {
        var message = Raw.Parse("\uFEFFSubject: x\nContent-Type: text/html\n\nbody");

        Assert.Equal(("x", "text/html", "body"), (message.Subject, message.Root.ContentType.MediaType, message.Root.DecodeText()));
    }

    [Theory]
    [InlineData("x", "x")]
    [InlineData("x", "x--")]
    public void Multipart_InnerBoundaryLikeTheOuter_LosesNothing(string outer, string inner)
    {
        var message = Raw.Parse($"""
            Content-Type: multipart/mixed; boundary="{outer}"

            --{outer}
            Content-Type: multipart/alternative; boundary="{inner}"

            --{inner}
            Content-Type: text/plain

            A
            --{inner}
            Content-Type: text/html

            B
            --{inner}--

            --{outer}
            Content-Type: image/gif; name=c.gif

            C
            --{outer}--
            """);

        Assert.Equal("multipart/mixed(multipart/alternative(text/plain,text/html),image/gif)", Describe(message.Root));
        Assert.Equal(("A", "B", "c.gif"), (message.Bodies.Text, message.Bodies.Html, Assert.Single(message.Attachments).FileName));
        Assert.Empty(message.Defects);
    }

    [Fact]
    public void Multipart_ThreeOfOneBoundary_AreNested()
    {
        var message = Raw.Parse("""
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: multipart/mixed; boundary=x

            --x

            A
            --x--
            --x

            B
            --x--
            --x

            C
            --x--
            """);

        Assert.Equal("multipart/mixed(multipart/mixed(multipart/mixed(text/plain),text/plain),text/plain)", Describe(message.Root));
        Assert.Equal("A\nB\nC", message.GetText());
    }

    [Fact]
    public void Multipart_InnerOfTheSameBoundaryNotClosed_TakesTheRest()
    {
        var message = Raw.Parse("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\nA\n--x\nContent-Type: text/html\n\nB\n--x--\n");

        Assert.Equal(("A", "B"), (message.Bodies.Text, message.Bodies.Html));
    }

    [Fact]
    public void Multipart_InnerHeaderWithoutEmptyLine_ShowsNoDelimiter()
    {
        var message = Raw.Parse("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=ab\nMIME-Version: 1.0\n--ab\nContent-Type: text/plain\n\n--ab--\n--a--\n");

        Assert.Equal(("multipart/mixed(multipart/mixed(text/plain))", ""), (Describe(message.Root), message.GetText()));
    }

    [Fact]
    public void Multipart_InnerNotClosed_EndsAtOuterDelimiter()
    {
        var message = Raw.Parse("""
            Content-Type: multipart/mixed; boundary=out

            --out
            Content-Type: multipart/alternative; boundary=outin

            --outin

            A
            --out
            Content-Type: image/png

            B
            --out--
            """);

        Assert.Equal("multipart/mixed(multipart/alternative(text/plain),image/png)", Describe(message.Root));
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.MissingCloseDelimiter);
    }

    [Fact]
    public void Multipart_SameBoundaryClosedOnce_LosesNothing()
    {
        var message = Raw.Parse("""
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: multipart/alternative; boundary=x

            --x

            A
            --x--
            """);

        Assert.Equal("A", message.Root.Children[0].Children[0].DecodeText());
        Assert.Equal(MimeDefectKind.MissingCloseDelimiter, Assert.Single(message.Defects).Kind);
    }

    [Fact]
    public void Digest_PartsWithoutType_AreMessages()
    {
        var message = Raw.Parse("Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: one\n\nA\n--x\n\nSubject: two\n\nB\n--x--\n");

        Assert.Equal(["one", "two"], message.Root.Children.Select(part => part.EmbeddedMessage?.Subject));
        Assert.Equal(["1", "2"], message.Attachments.Select(attachment => attachment.PartPath));
        Assert.Equal(["message/rfc822", "message/rfc822"], message.Attachments.Select(attachment => attachment.ContentType));
    }

    [Theory]
    [InlineData("", "Subject: in\n\ninner text")]
    [InlineData("Content-Transfer-Encoding: base64\n", "U3ViamVjdDogaW4NCg0KaW5uZXIgdGV4dA==")]
    public void EmbeddedMessage_PlainOrEncoded_IsRead(string encoding, string body)
    {
        var message = Raw.Parse($"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nA\n--x\nContent-Type: message/rfc822\n{encoding}\n{body}\n--x--\n");
        var embedded = message.Root.Children[1].EmbeddedMessage;

        Assert.Equal("in", embedded?.Subject);
        Assert.Equal("inner text", embedded?.GetText());
        Assert.Equal("2.1", embedded?.Root.Path);
    }

    [Fact]
    public void Paths_OfEmbeddedMultipart_AreImapSectionNumbers()
    {
        var message = Raw.Parse("""
            Content-Type: multipart/mixed; boundary=a

            --a

            text
            --a
            Content-Type: message/rfc822

            Content-Type: multipart/mixed; boundary=b

            --b

            one
            --b
            Content-Type: image/png

            two
            --b--
            --a--
            """);

        Assert.Equal(["1", "2"], message.Root.Children.Select(part => part.Path));
        Assert.Equal(["2.1", "2.2"], message.Root.Children[1].EmbeddedMessage!.Root.Children.Select(part => part.Path));
        Assert.Equal("1", Raw.Parse("Subject: x\n\nbody").Root.Path);
    }

    internal static string Describe(MimePart part) => part.Children.Count == 0
        ? part.ContentType.MediaType
        : $"{part.ContentType.MediaType}({string.Join(',', part.Children.Select(Describe))})";
}
