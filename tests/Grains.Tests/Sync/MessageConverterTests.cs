using System.Text;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class MessageConverterTests
{
    private static readonly DateTimeOffset Received = new(2026, 8, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Date_OfTheHeader_IsBelieved() =>
        Assert.Equal(Received.AddHours(-3), Convert("Date: Sat, 1 Aug 2026 07:00:00 +0000").Date);

    [Theory]
    [InlineData("Date: Sat, 1 Aug 2099 07:00:00 +0000")]
    [InlineData("Date: Thu, 1 Jan 1970 00:00:00 +0000")]
    [InlineData("Date: yesterday")]
    [InlineData("X-None: none")]
    public void Date_NotBelievable_IsWhenTheServerReceivedIt(string header) => Assert.Equal(Received, Convert(header).Date);

    [Theory]
    [InlineData("Date: Sat, 1 Aug 2026 07:00:00 +0530", 330)]
    [InlineData("Date: Sat, 1 Aug 2099 07:00:00 +0530", null)]
    public void Offset_OfABelievableDate_IsASignal(string header, int? minutes) => Assert.Equal(minutes, Convert(header).Signals?.UtcOffset);

    [Theory]
    [InlineData(Arrival.History, null)]
    [InlineData(Arrival.Received, "email.received")]
    [InlineData(Arrival.Sent, "email.sent")]
    [InlineData(Arrival.Filed, "email.label_added")]
    public void EventType_FollowsTheArrival(Arrival arrival, string? type) => Assert.Equal(type, Convert("A: b", arrival).EventType);

    [Fact]
    public void Identity_OfTheSameMessageFoldedOtherwise_IsEqual()
    {
        var one = Convert("Subject: a long\r\n subject\r\nMessage-ID: <1@x>");
        var other = Convert("Message-ID:\r\n <1@x>\r\nSubject: a long subject");
        Assert.Equal(one.Identity, other.Identity);
        Assert.NotEqual(one.Identity, Convert("Subject: a long subject\r\nMessage-ID: <2@x>").Identity);
    }

    [Theory]
    [InlineData("From: Works, Inc. <a@x>", "a@x")]
    [InlineData("From: Support <> , <a@x>", "a@x")]
    [InlineData("From: Ann Smith, a@x", "a@x")]
    [InlineData("From: root", "root")]
    public void From_OfABrokenList_IsTheOneWithAnAddress(string header, string address) => Assert.Equal(address, Convert(header).FromEmail);

    [Theory]
    [InlineData("To: Support <> , <a@x>", "a@x")]
    [InlineData("To: =?utf-8?Q?broken, Ann <a@x>", "a@x")]
    [InlineData("To: root", "root")]
    public void To_OfABrokenList_HasAddressesOnly(string header, string address) =>
        Assert.Equal([address], Convert(header).To.Select(recipient => recipient.Email));

    [Fact]
    public void HasAttachments_CountsWhatTheShownHtmlDoesNotReferTo()
    {
        const string Body = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\ntext\r\n--b\r\n"
            + "Content-Type: application/pdf; name=a.pdf\r\nContent-ID: <x@f>\r\n\r\n%PDF\r\n--b--\r\n";
        var row = Convert(Body);

        Assert.True(row.HasAttachments);
        Assert.False(Assert.Single(row.Attachments).Inline);
    }

    [Fact]
    public void Document_OfAnAttachmentWithoutAFileName_HasTheNameThatItGets()
    {
        var row = Convert("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\ntext\r\n--b\r\n"
            + "Content-Type: text/calendar\r\nContent-Disposition: attachment\r\n\r\nBEGIN:VCALENDAR\r\n--b--\r\n");

        Assert.Equal("invitation.ics", Assert.Single(row.Attachments).Filename);
        Assert.Contains("invit", Encoding.UTF8.GetString(row.Document.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_CutShort_SaysSoAmongItsDefects() =>
        Assert.Contains("truncated", Convert("A: b", size: 1_000_000).Defects);

    [Fact]
    public void Garbage_IsAMessageAllTheSame()
    {
        var row = new MessageConverter().Convert(Remote([0, 255, 13, 13, 10, 0, 61, 61], Arrival.Received, 8));
        Assert.Equal("", row.Subject);
        Assert.Equal(Received, row.Date);
    }

    [Fact]
    public void Header_OfAMessageWithAnId_IsPartialWithTheServersSnippet_AndSaysSo()
    {
        var folders = new[] { Guid.NewGuid(), Guid.NewGuid() };
        var row = new MessageConverter().Convert(new LabelledMessage(null)
        {
            RemoteId = "18c2",
            FolderIds = folders,
            IsPartial = true,
            Snippet = "The first words",
            Flags = [],
            ReceivedAt = Received,
            Size = 5_000,
            Raw = "Subject: Hello\r\n\r\n"u8.ToArray(),
            Arrival = Arrival.Received,
        });

        var site = Assert.IsType<Grains.Mail.LabelledSite>(row.Site);
        Assert.Equal(("18c2", true), (site.RemoteId, site.IsPartial));
        Assert.Equal(folders, site.LabelIds);
        Assert.Equal(("Hello", "The first words"), (row.Subject, row.Preview));
        Assert.Equal("partial", Assert.Single(row.Defects));
    }

    private static Grains.Mail.NewMessage Convert(string header, Arrival arrival = Arrival.Received, long size = 500) =>
        new MessageConverter().Convert(Remote(Encoding.ASCII.GetBytes(header + "\r\n\r\ntext"), arrival, size));

    private static PlacedMessage Remote(byte[] raw, Arrival arrival, long size) => new(null)
    {
        FolderId = Guid.NewGuid(),
        Uid = 1,
        Flags = [],
        ReceivedAt = Received,
        Size = size,
        Raw = raw,
        Arrival = arrival,
    };
}
