using System.Globalization;

namespace EmailAgent.Mail.Tests.Mime.Headers;

public class DateHeaderTests
{
    [Theory]
    [InlineData("Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 2003 10:52:37 -0530", "2003-07-01T10:52:37-05:30")]
    [InlineData("1 Jul 2003 10:52 +0200", "2003-07-01T10:52:00+02:00")]
    [InlineData("Tue,1 Jul 2003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("Tue 1 July 2003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("Tue, 01 Jul 03 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("Tue, 01 Jul 97 10:52:37 GMT", "1997-07-01T10:52:37+00:00")]
    [InlineData("Sat, 01 Jul 103 10:52:37 GMT", "2003-07-01T10:52:37+00:00")]
    [InlineData("1 Jul 2003 10:52:37 EST", "2003-07-01T10:52:37-05:00")]
    [InlineData("1 Jul 2003 10:52:37 PDT", "2003-07-01T10:52:37-07:00")]
    [InlineData("1 Jul 2003 10:52:37 CEST", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 2003 10:52:37 UT", "2003-07-01T10:52:37+00:00")]
    [InlineData("1 Jul 2003 10:52:37 A", "2003-07-01T10:52:37+00:00")]
    [InlineData("1 Jul 2003 10:52:37", "2003-07-01T10:52:37+00:00")]
    [InlineData("1 Jul 2003", "2003-07-01T00:00:00+00:00")]
    [InlineData("1 Jul 2003 10:52:37 GMT+0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 2003 10:52:37 +02:00", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 2003 10:52:37 +0200 (CEST)", "2003-07-01T10:52:37+02:00")]
    [InlineData("(comment) 1 (x) Jul 2003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 2003 10:52:37 -1600", "2003-07-02T02:52:37+00:00")]
    [InlineData("1 Jul 2003 10:52:37 +9999", "2003-07-01T10:52:37+00:00")]
    [InlineData("1 Jul 2003 10:52:37 +14000", "2003-07-01T10:52:37+00:00")]
    [InlineData("Tue Jul  1 10:52:37 2003", "2003-07-01T10:52:37+00:00")]
    [InlineData("Tue Jul  1 10:52:37 EDT 2003", "2003-07-01T10:52:37-04:00")]
    [InlineData("Tue Jul  1 10:52:37 2003 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("Tuesday, July 1, 2003 10:52 PM", "2003-07-01T22:52:00+00:00")]
    [InlineData("1 Jul 2003 12:05 AM", "2003-07-01T00:05:00+00:00")]
    [InlineData("2003-07-01T10:52:37Z", "2003-07-01T10:52:37+00:00")]
    [InlineData("2003-07-01T10:52:37.123+02:00", "2003-07-01T10:52:37+02:00")]
    [InlineData("2003-07-01 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("7/1/2003 10:52:37 AM", "2003-07-01T10:52:37+00:00")]
    [InlineData("31/12/2003 10:52", "2003-12-31T10:52:00+00:00")]
    [InlineData("01.07.2003 10:52:37", "2003-07-01T10:52:37+00:00")]
    [InlineData("1-Jul-2003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("01-Jul-03 10:52:37", "2003-07-01T10:52:37+00:00")]
    [InlineData("Tue, 1 Jul 2003 10.52.37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("Tue, 1 Jul 2003 10:52:60 +0200", "2003-07-01T10:52:59+02:00")]
    [InlineData("Tue, 1\r\n Jul 2003\r\n 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 0103 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 0003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 Jul 0097 10:52:37 +0200", "1997-07-01T10:52:37+02:00")]
    [InlineData("01 Jul 3 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("tis, 1 maj 2003 10:52:37 +0200", "2003-05-01T10:52:37+02:00")]
    [InlineData("1 oktober 2003 10:52:37 +0200", "2003-10-01T10:52:37+02:00")]
    [InlineData("Di, 1 Mär 2003 10:52:37 +0200", "2003-03-01T10:52:37+02:00")]
    [InlineData("Do, 1 Mai 2003 10:52:37 +0200", "2003-05-01T10:52:37+02:00")]
    [InlineData("Di, 2 Dez 2003 10:52:37 +0200", "2003-12-02T10:52:37+02:00")]
    [InlineData("mar., 1 juil. 2003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("dim. 1 juin 2003 10:52:37 +0200", "2003-06-01T10:52:37+02:00")]
    [InlineData("sam. 1 févr. 2003 10:52:37 +0200", "2003-02-01T10:52:37+02:00")]
    [InlineData("ven. 1 AOÛT 2003 10:52:37 +0200", "2003-08-01T10:52:37+02:00")]
    [InlineData("lun. 1 déc. 2003 10:52:37 +0200", "2003-12-01T10:52:37+02:00")]
    [InlineData("martes, 1 de julio de 2003 10:52:37 +0200", "2003-07-01T10:52:37+02:00")]
    [InlineData("1 ene 2003 10:52:37 +0200", "2003-01-01T10:52:37+02:00")]
    [InlineData("1 abr 2003 10:52:37 +0200", "2003-04-01T10:52:37+02:00")]
    [InlineData("vie, 1 ago 2003 10:52:37 +0200", "2003-08-01T10:52:37+02:00")]
    [InlineData("Mar 1 10:52:37 2003", "2003-03-01T10:52:37+00:00")]
    public void Date_AnyForm_IsRead(string value, string expected)
    {
        var date = Raw.WithHeader("Date", value).Date;

        Assert.Equal(expected, date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Date_OfLatin1_IsRead()
    {
        var date = EmailAgent.Mail.Mime.MimeParser.Parse(Raw.Latin1("Date: 1 F\u00E9vr 2003 10:52:37 +0200\n\n")).Date;

        Assert.Equal(new DateTimeOffset(2003, 2, 1, 10, 52, 37, TimeSpan.FromHours(2)), date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mail of 1 2003")]
    [InlineData("yesterday")]
    [InlineData("32 Jul 2003 10:00:00 +0000")]
    [InlineData("30 Feb 2003 10:00:00 +0000")]
    [InlineData("Tue, 99999999999999999999 Jul 99999999999999 10:00:00")]
    [InlineData("0 Jan 0000 00:00:00 +0000")]
    public void Date_Unreadable_IsNullWithDefect(string value)
    {
        var message = Raw.WithHeader("Date", value);

        Assert.Null(message.Date);
        Assert.Contains(message.Defects, defect => defect.Kind == EmailAgent.Mail.Mime.MimeDefectKind.InvalidDate);
    }
}
