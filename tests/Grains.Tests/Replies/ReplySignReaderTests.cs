using System.Text;
using EmailAgent.Grains.Replies;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Tests.Replies;

public sealed class ReplySignReaderTests
{
    private const string Returned = "--x\nContent-Type: message/rfc822\n\nMessage-ID: <sent@example.org>\nSubject: a\n\nHello\n";

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", true)]
    [InlineData("Auto-Submitted: auto-generated (rejected)", true)]
    [InlineData("Auto-Submitted: no", false)]
    [InlineData("Precedence: auto_reply", true)]
    [InlineData("Precedence: list", false)]
    [InlineData("Precedence: bulk", false)]
    [InlineData("X-Auto-Response-Suppress: All", false)]
    [InlineData("X-Autoreply: yes", true)]
    [InlineData("X-Autorespond: Away", true)]
    [InlineData("Return-Path: <>", true)]
    [InlineData("Return-Path: <ann@example.org>", false)]
    [InlineData("Content-Type: multipart/report; boundary=x", true)]
    [InlineData("Subject: Out of office", false)]
    public void Automatic_ByTheHeader_IsRecognised(string header, bool isAutomatic)
    {
        var signs = Read($"{header}\n\nHello", Arrival.Received)!;

        Assert.Equal((isAutomatic, true), (signs.IsAutomatic, signs.Returned is null));
    }

    [Theory]
    [InlineData(Arrival.History, "Received: by mx.example.org; Thu, 5 Mar 2026 07:08:09 +0000", false)]
    [InlineData(Arrival.Sent, "Received: by mx.example.org; Thu, 5 Mar 2026 07:08:09 +0000", false)]
    [InlineData(Arrival.Filed, "Subject: a draft", false)]
    [InlineData(Arrival.Filed, "Received: by mx.example.org; Thu, 5 Mar 2026 07:08:09 +0000", true)]
    [InlineData(Arrival.Received, "Subject: a", true)]
    public void Signs_OfMailThatDidNotComeIn_AreNone(Arrival arrival, string header, bool isRead) => Assert.Equal(isRead, Read($"{header}\n\nHello", arrival) is not null);

    [Fact]
    public void Report_OfFailures_NamesTheMessageAndItsRecipients()
    {
        var signs = Report("""
            Reporting-MTA: dns; mx.example.org

            Original-Recipient: rfc822;info@example.com
            Final-Recipient: rfc822;jane@example.com
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 No such user

            Final-Recipient: rfc822;joe@example.com
            Action: delayed
            Status: 4.4.1

            Final-Recipient: rfc822;kim@example.com
            Status: 5.2.2

            Final-Recipient: rfc822;lee@example.com
            Action: delivered
            Status: 2.0.0
            """);

        Assert.True(signs.IsAutomatic);
        Assert.Equal(["sent@example.org"], signs.Returned!.MessageIds);
        Assert.Equal(
            [
                new FailedRecipient("info@example.com", "jane@example.com", "5.1.1", "550 5.1.1 No such user"),
                new FailedRecipient("kim@example.com", "kim@example.com", "5.2.2", null),
            ],
            signs.Returned.Recipients);
    }

    [Theory]
    [InlineData("Final-Recipient: rfc822;a@example.com\nAction: delayed\nStatus: 4.4.1")]
    [InlineData("Final-Recipient: rfc822;a@example.com\nAction: delivered\nStatus: 2.0.0")]
    [InlineData("Action: failed\nStatus: 5.0.0")]
    [InlineData("")]
    public void Report_OfNoFailure_ReturnsNothing(string fields)
    {
        var signs = Report(fields);

        Assert.Equal((true, true), (signs.IsAutomatic, signs.Returned is null));
    }

    [Fact]
    public void Report_WithoutTheMessage_RefersToItByTheHeader()
    {
        var signs = Read(
            "X-Failed-Recipients: a@example.com,\n b@example.com\nAuto-Submitted: auto-replied\nIn-Reply-To: <sent@example.org>\nReferences: <1@example.org> <sent@example.org>\n\nSorry",
            Arrival.Received)!;

        Assert.Equal(["sent@example.org", "1@example.org"], signs.Returned!.MessageIds);
        Assert.Equal(["a@example.com", "b@example.com"], signs.Returned.Recipients.Select(recipient => recipient.Address));
    }

    [Fact]
    public void Reason_Endless_IsCut() =>
        Assert.Equal(500, Report($"Final-Recipient: rfc822;a@example.com\nAction: failed\nDiagnostic-Code: smtp; {new string('x', 5000)}").Returned!.Recipients[0].Reason!.Length);

    private static ReplySigns Report(string fields) => Read(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nSorry.\n--x\nContent-Type: message/delivery-status\n\n"
        + $"{fields}\n{Returned}--x--\n",
        Arrival.Received)!;

    private static ReplySigns? Read(string message, Arrival arrival) => ReplySignReader.Read(MimeParser.Parse(Encoding.UTF8.GetBytes(message)), arrival);
}
