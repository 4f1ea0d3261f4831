using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Providers.Tests;

public sealed class RemoteMessageTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(500, false)]
    public void TakeParsed_AfterIdentity_ParsesAgainOnlyWhatTakesMoreMemoryThanItsBytes(int parts, bool isKept)
    {
        var raw = Encoding.ASCII.GetBytes(
            "Subject: Hello\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\n", parts)) + "--b--\r\n");
        using var message = new PlacedMessage(null)
        {
            FolderId = Guid.NewGuid(),
            Uid = 1,
            Flags = [],
            ReceivedAt = DateTimeOffset.UnixEpoch,
            Size = raw.Length,
            Raw = raw,
            Arrival = Arrival.Received,
        };

        var identity = message.Identity;
        Assert.Equal(MessageIdentity.Of(MimeParser.Parse(raw), raw.Length), identity);

        raw[0] = (byte)'X'; // Only what is parsed from now on has no subject.
        Assert.Equal(isKept ? "Hello" : null, message.TakeParsed().Subject);
        Assert.Equal(identity, message.Identity);
    }
}
