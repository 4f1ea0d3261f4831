using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>Hostile sizes: each limit stops its own kind of excess and says so.</summary>
public class LimitTests
{
    [Fact]
    public void Nesting_TooDeep_Stops()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 1000; i++)
            text.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\n\n--b").Append(i).Append('\n');
        var message = Raw.Parse(text.ToString());

        var depth = 0;
        for (var part = message.Root; part.Children.Count > 0; part = part.Children[0])
            depth++;
        Assert.Equal(MimeLimits.Default.MaxNesting, depth);
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.TooDeep);
    }

    [Fact]
    public void EmbeddedMessages_TooDeep_Stop()
    {
        var text = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 1000));
        var message = Raw.Parse(text);

        var depth = 0;
        for (var inner = message; inner is not null; inner = inner.Root.EmbeddedMessage)
            depth++;
        Assert.Equal(MimeLimits.Default.MaxNesting + 1, depth);
    }

    [Fact]
    public void Parts_TooMany_Stop()
    {
        var text = "Content-Type: multipart/mixed; boundary=x\n\n" + string.Concat(Enumerable.Repeat("--x\n\na\n", 100));
        var message = Raw.Parse(text, new MimeLimits { MaxParts = 10 });

        Assert.Equal(9, message.Root.Children.Count);
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.TooManyParts);
    }

    [Fact]
    public void Headers_TooMany_KeepTheBody()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: {i}\n folded\n")) + "\nbody";
        var message = Raw.Parse(text, new MimeLimits { MaxHeaders = 10 });

        Assert.Equal(10, message.Headers.Count);
        Assert.Equal("9 folded", message.Headers[9].Value);
        Assert.Equal("body", message.GetText());
        Assert.Equal(MimeDefectKind.TooManyHeaders, Assert.Single(message.Defects).Kind);
    }

    [Fact]
    public void Header_TooLong_IsCut()
    {
        var message = Raw.Parse("Subject: " + new string('a', 100) + "\n bbb\n ccc\nX: y\n\nbody", new MimeLimits { MaxHeaderLength = 21 });

        Assert.Equal(20, message.Subject?.Length);
        Assert.Equal("y", message.Headers["x"]);
        Assert.Equal(MimeDefectKind.HeaderTooLong, Assert.Single(message.Defects).Kind);
    }

    [Theory]
    [InlineData("Content-Type: text/html\n\n<p>aaaaaaaaaa")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n\n=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9")]
    public void Text_CutAtTheLimit_HasADefect(string text)
    {
        var message = Raw.Parse(text, new MimeLimits { MaxTextLength = 5 });

        Assert.InRange(message.GetText().Length, 1, 5);
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.TextTooLong);
    }

    [Fact]
    public void Addresses_TooMany_Stop()
    {
        var message = Raw.Parse("To: a@x, b@x, c@x\n\n", new MimeLimits { MaxAddresses = 2 });

        Assert.Equal(2, message.To.Count);
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.TooManyAddresses);
    }

    [Theory]
    [InlineData("", "aaaaaaaaaa")]
    [InlineData("Content-Transfer-Encoding: base64\n", "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n", "=61=61=61=61=61=61=61=61=61")]
    public void Text_TooLong_IsCut(string header, string body)
    {
        var message = Raw.Parse(header + "\n" + body, new MimeLimits { MaxTextLength = 5 });

        Assert.Equal("aaaaa", message.GetText());
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.TextTooLong);
    }

    [Fact]
    public void Text_CutInsideSurrogatePair_StaysValid()
    {
        var message = Raw.Parse("Content-Type: text/plain; charset=utf-8\n\nabc😀def", new MimeLimits { MaxTextLength = 4 });

        Assert.Equal("abc", message.GetText());
    }

    [Fact]
    public void Defects_Many_AreCapped()
    {
        var text = string.Concat(Enumerable.Repeat("garbage line\nSubject: x\n", 1000)) + "\n";

        Assert.Equal(100, Raw.Parse(text).Defects.Count);
    }
}
