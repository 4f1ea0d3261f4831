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
    public void Date_AnyForm_IsRead(string value, string expected)
    {
        var date = Raw.WithHeader("Date", value).Date;

        Assert.Equal(expected, date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
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
