using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public class FragmentsTests
{
    private const string First =
        "Received: by x\nFrom: Bill@host.example\nTo: joe@otherhost.example\nSubject: Audio mail (part 1 of 2)\nMessage-ID: <id1@host.example>\n"
        + "MIME-Version: 1.0\nContent-type: message/partial; id=\"ABC@host.example\";\n number=1; total=2\n\n"
        + "Comment: dropped\nMessage-ID: <anotherid@foo.example>\nSubject: Audio\n mail\nMIME-Version: 1.0\nContent-type: multipart/mixed; boundary=x\n\n--x\n\nfirst half ";

    private const string Second =
        "From: Bill@host.example\nTo: joe@otherhost.example\nSubject: Audio mail (part 2 of 2)\nMessage-ID: <id2@host.example>\n"
        + "MIME-Version: 1.0\nContent-type: message/partial; id=\"ABC@host.example\"; number=2; total=2\n\nsecond half\n--x\nContent-Type: audio/basic\n\n~~\n--x--\n";

    [Theory]
    [InlineData(First, Second)]
    [InlineData(Second, First)]
    [InlineData(Second, First, Second, First)]
    public void Pieces_InAnyOrder_GiveTheMessage(params string[] pieces)
    {
        var raw = Fragments.Join([.. pieces.Select(piece => Raw.Parse(piece))])!;
        var message = MimeParser.Parse(raw);

        Assert.Equal(("Audio mail", "anotherid@foo.example"), (message.Subject, message.MessageId));
        Assert.Equal(["Received", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-type"], message.Headers.Select(header => header.Name));
        Assert.Equal("first half second half", message.GetText().Trim());
        Assert.Equal("audio/basic", Assert.Single(message.Attachments).ContentType);
        Assert.DoesNotContain("partial", Encoding.ASCII.GetString(raw), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData(First)]
    [InlineData(Second)]
    [InlineData(First, First)]
    [InlineData(First, "Content-Type: message/partial; id=other; number=2; total=2\n\nx")]
    [InlineData(First, Second, "Content-Type: message/partial; id=\"ABC@host.example\"; number=3\n\nx")]
    [InlineData(First, Second, "Content-Type: text/plain\n\nx")]
    [InlineData("Content-Type: message/partial; id=a; number=1\n\nx")]
    [InlineData("Content-Type: message/partial; number=1; total=1\n\nx")]
    [InlineData("Content-Type: message/partial; id=a; number=0; total=0\n\nx")]
    [InlineData("Content-Type: message/partial; id=a; number=2147483647; total=2147483647\n\nx")]
    public void Pieces_ThatAreNotAllOfOneMessage_GiveNull(params string[] pieces) => Assert.Null(Fragments.Join([.. pieces.Select(piece => Raw.Parse(piece))]));
}
