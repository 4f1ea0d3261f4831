using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Reports;

public class ReportTests
{
    private static readonly DateTimeOffset Date = new(2026, 3, 5, 7, 8, 9, TimeSpan.Zero);

    [Fact]
    public void Bounce_PerRecipientFields_AreRead()
    {
        var status = Report("delivery-status", """
            Reporting-MTA: dns; mx.example.org
            Original-Envelope-Id: env-1
            Arrival-Date: Thu, 5 Mar 2026 07:08:09 +0000

            Original-Recipient: rfc822;info@example.com
            Final-Recipient: RFC822; <jane@example.com>
            Action: failed (mailbox gone)
            Status: 5.1.1 (bad address)
            Remote-MTA: dns; in.example.com
            Diagnostic-Code: smtp; 550 5.1.1 <jane@example.com>:
             user unknown; go away <x>
            Last-Attempt-Date: Thu, 5 Mar 2026 07:08:09 +0000


            Final-Recipient: rfc822; joe@example.com
            Action: Delayed
            Status: 4.4.1
            Will-Retry-Until: Thu, 5 Mar 2026 07:08:09 +0000
            """).DeliveryStatus!;

        Assert.Equal(("mx.example.org", "env-1", Date), (status.ReportingServer, status.EnvelopeId, status.ArrivalDate));
        Assert.Equal(
            [
                new DeliveryRecipient(
                    "jane@example.com", "info@example.com", DeliveryAction.Failed, "5.1.1", "in.example.com",
                    "550 5.1.1 <jane@example.com>: user unknown; go away <x>", Date, null),
                new DeliveryRecipient("joe@example.com", null, DeliveryAction.Delayed, "4.4.1", null, null, null, Date),
            ],
            status.Recipients);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\n\n", 0)]
    [InlineData("not a field", 0)]
    [InlineData("Reporting-MTA: dns; x\nFinal-Recipient: rfc822; a@x\nAction: failed", 1)]
    [InlineData("Final-Recipient: a@x", 1)]
    [InlineData("Reporting-MTA: dns; x\n\n\nOriginal-Recipient: rfc822;a@x\nStatus: 5.5.0", 1)]
    [InlineData("Reporting-MTA: dns; x\nContent-Transfer-Encoding: base64\n\nRmluYWwtUmVjaXBpZW50OiBhQHgKCkZpbmFsLVJlY2lwaWVudDogYkB4\n", 2)]
    public void Bounce_Malformed_GivesWhatIsThere(string body, int recipients) =>
        Assert.Equal(recipients, Report("delivery-status", body).DeliveryStatus?.Recipients.Count);

    [Theory]
    [InlineData("message/rfc822", "Received: by a\nMessage-ID: <1@example.org>\n\nHello", "1@example.org")]
    [InlineData("message/global", "Message-ID: <1@example.org>\n\nHello", "1@example.org")]
    [InlineData("text/rfc822-headers", "Subject: a\nMessage-ID:\n <1@example.org>", "1@example.org")]
    [InlineData("TEXT/RFC822-HEADERS; charset=utf-8", "message-id: 1@example.org", "1@example.org")]
    [InlineData("message/global-headers", "Message-ID: <1@example.org>", "1@example.org")]
    [InlineData("text/rfc822-headers", "Subject: a", null)]
    [InlineData("text/rfc822-headers", "", null)]
    [InlineData("text/plain", "Message-ID: <1@example.org>", null)]
    public void Bounce_ReturnedMessage_IsIdentified(string type, string content, string? expected)
    {
        var message = Raw.Parse(
            "Message-ID: <report@example.net>\nContent-Type: multipart/report; boundary=x\n\n--x\n\nSorry.\n--x\nContent-Type: message/delivery-status\n\n"
            + $"Final-Recipient: a@x\n--x\nContent-Type: {type}\n\n{content}\n--x--\n");

        Assert.Equal(expected, message.ReturnedMessageId);
    }

    [Fact]
    public void ReadReceipt_Fields_AreRead()
    {
        var receipt = Report("disposition-notification", """
            Reporting-UA: pc.example.com; Mailer 1.0
            Original-Recipient: rfc822;info@example.com
            Final-Recipient: rfc822;jane@example.com
            Original-Message-ID: <1@example.org>
            Disposition: Manual-Action/MDN-sent-manually; Displayed/error, Warning
            """).DispositionNotification!;

        Assert.Equal(
            ("pc.example.com; Mailer 1.0", "jane@example.com", "info@example.com", "1@example.org", "displayed", true),
            (receipt.ReportingAgent, receipt.FinalRecipient, receipt.OriginalRecipient, receipt.OriginalMessageId, receipt.Disposition, receipt.IsManualAction));
        Assert.Equal(["error", "warning"], receipt.Modifiers);
    }

    [Fact]
    public void Complaint_Fields_AreRead()
    {
        var report = Report("feedback-report", """
            Feedback-Type: Abuse
            User-Agent: SomeGenerator/1.0
            Version: 1
            Original-Mail-From: <bulk@example.org>
            Original-Rcpt-To: <a@example.com>
            Original-Rcpt-To: <b@example.com>
            Source-IP: 192.0.2.7
            Arrival-Date: Thu, 5 Mar 2026 07:08:09 +0000
            Reported-Domain: example.org
            """).FeedbackReport!;

        Assert.Equal(("abuse", "SomeGenerator/1.0", "192.0.2.7", "bulk@example.org", Date), (report.FeedbackType, report.UserAgent, report.SourceAddress, report.OriginalSender, report.ArrivalDate));
        Assert.Equal(["a@example.com", "b@example.com"], report.OriginalRecipients);
        Assert.Equal(["example.org"], report.ReportedDomains);
        Assert.Empty(report.ReportedAddresses);
    }

    [Fact]
    public void PlainMessage_HasNoReports()
    {
        var message = Raw.Parse("Subject: Final-Recipient: x\n\nAction: failed");

        Assert.Null(message.DeliveryStatus);
        Assert.Null(message.ReturnedMessageId);
        Assert.Null(message.DispositionNotification);
        Assert.Null(message.FeedbackReport);
    }

    private static MimeMessage Report(string subtype, string body) => Raw.Parse(
        $"Content-Type: multipart/report; boundary=x\n\n--x\n\nSorry.\n--x\nContent-Type: message/{subtype}\n\n{body}\n--x\nContent-Type: text/rfc822-headers\n\nSubject: a\n--x--\n");
}
