using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Headers;

public class ContentTypeTests
{
    [Theory]
    [InlineData("text/html; charset=utf-8", "text/html; charset=\"utf-8\"")]
    [InlineData("TEXT/HTML; CHARSET=\"utf-8\"", "text/html; charset=\"utf-8\"")]
    [InlineData("text/html;charset = utf-8 ;", "text/html; charset=\"utf-8\"")]
    [InlineData("text/html charset=utf-8", "text/html; charset=\"utf-8\"")]
    [InlineData("text/html; charset=utf-8 format=flowed", "text/html; charset=\"utf-8\"; format=\"flowed\"")]
    [InlineData("text/html; charset=\"utf-8", "text/html; charset=\"utf-8\"")]
    [InlineData("text/html; charset=utf-8\"", "text/html; charset=\"utf-8\"")]
    [InlineData("text/html (really); (x) charset=utf-8 (y)", "text/html; charset=\"utf-8\"")]
    [InlineData("text / html", "text/html")]
    [InlineData("\"text/html\"", "text/html")]
    [InlineData("text", "text/plain")]
    [InlineData("html; charset=utf-8", "text/html; charset=\"utf-8\"")]
    [InlineData("text/", "text/plain")]
    [InlineData("", "text/plain")]
    [InlineData("/", "text/plain")]
    [InlineData("application/pdf; name=my file.pdf", "application/pdf; name=\"my file.pdf\"")]
    [InlineData("application/pdf; name=my file.pdf; x=1", "application/pdf; name=\"my file.pdf\"; x=\"1\"")]
    [InlineData("application/x; name=a;\r\n\tname=b", "application/x; name=\"a\"")]
    [InlineData("multipart/mixed;\r\n boundary=\"a b\"", "multipart/mixed; boundary=\"a b\"")]
    [InlineData("application/x; ; ;=; ==; name=\"a;b\"", "application/x; name=\"a;b\"")]
    public void ContentType_AnyForm_IsRead(string value, string expected)
    {
        Assert.Equal(expected, Raw.WithHeader("Content-Type", value).Root.ContentType.ToString());
    }

    [Theory]
    [InlineData("attachment; filename=a.txt", "a.txt")]
    [InlineData("attachment; filename=\"a b.txt\"", "a b.txt")]
    [InlineData("attachment; filename=a b.txt", "a b.txt")]
    [InlineData("attachment; filename=\"a \\\"b\\\".txt\"", "a \"b\".txt")]
    [InlineData("attachment; filename=\"C:\\folder\\a.txt\"", "a.txt")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename*=utf-8''caf%C3%A9.txt", "café.txt")]
    [InlineData("attachment; filename*=UTF-8'en'caf%C3%A9.txt", "café.txt")]
    [InlineData("attachment; filename*=\"utf-8''caf%C3%A9.txt\"", "café.txt")]
    [InlineData("attachment; filename*=iso-8859-1''caf%E9.txt", "café.txt")]
    [InlineData("attachment; filename*=caf%C3%A9.txt", "café.txt")]
    [InlineData("attachment; filename=cafe.txt; filename*=utf-8''caf%C3%A9.txt", "café.txt")]
    [InlineData("attachment; filename*0=long; filename*1=name.txt", "longname.txt")]
    [InlineData("attachment; filename*1=name.txt; filename*0=long", "longname.txt")]
    [InlineData("attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=.txt", "café.txt")]
    [InlineData("attachment; filename*0*=utf-8''a%; filename*1=%41.txt", "a%%41.txt")]
    [InlineData("attachment; filename=\"=?utf-8?q?caf=C3=A9.txt?=\"", "café.txt")]
    [InlineData("attachment; filename==?utf-8?q?caf=C3=A9.txt?=", "café.txt")]
    [InlineData("attachment; filename=\"long\r\n name.txt\"", "long name.txt")]
    [InlineData("attachment; filename=\"\"", null)]
    [InlineData("attachment", null)]
    [InlineData("filename=a.txt", "a.txt")]
    [InlineData("attachment; filename=\"a\0b\u0001.txt\"", "ab.txt")]
    public void FileName_AnyForm_IsDecoded(string value, string? expected)
    {
        Assert.Equal(expected, Raw.WithHeader("Content-Disposition", value).Root.FileName);
    }

    [Fact]
    public void FileName_FromContentType_IsUsedWhereDispositionHasNone()
    {
        var message = Raw.Parse("Content-Type: application/pdf; name=\"=?utf-8?q?caf=C3=A9.pdf?=\"\nContent-Disposition: attachment\n\n");

        Assert.Equal("café.pdf", message.Root.FileName);
    }

    [Fact]
    public void Parameters_OverLimit_StopWithDefect()
    {
        var message = Raw.Parse("Content-Type: text/plain; a=1; b=2; c=3\n\n", new MimeLimits { MaxParameters = 2 });

        Assert.Equal(2, message.Root.ContentType.Parameters.Count);
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.TooManyParameters);
    }
}
