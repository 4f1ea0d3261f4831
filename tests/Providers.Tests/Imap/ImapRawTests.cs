using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

public sealed class ImapRawTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    [DovecotFact]
    public async Task ReadRaw_InStretches_GivesTheMessage()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("raw");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        var place = new PlacedLocation("INBOX", mailbox.Copy["INBOX"].Cursor, 1);
        var whole = await session.ReadRawAsync(place, 0, 1 << 20, CancellationToken.None);
        Assert.True(whole!.IsLast);

        foreach (var length in new[] { 50, 64, whole.Content.Length, whole.Content.Length + 1 })
        {
            var read = new List<byte>();
            RawStretch? stretch;
            do
            {
                stretch = await session.ReadRawAsync(place, read.Count, length, CancellationToken.None);
                read.AddRange(stretch!.Content.ToArray());
            }
            while (!stretch.IsLast);
            Assert.Equal(whole.Content.ToArray(), read);
        }
    }

    [DovecotFact]
    public async Task ReadPart_InStretches_GivesThePart()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.Server.AddAsync("INBOX", Encoding.ASCII.GetBytes(
            "Subject: parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nText.\r\n"
            + "--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAwQF\r\n--x--\r\n"));
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        var place = new PlacedLocation("INBOX", mailbox.Copy["INBOX"].Cursor, 1);

        Assert.True(session.HasParts);
        var header = (await session.ReadPartHeaderAsync(place, "2", CancellationToken.None))!.Value;
        Assert.Equal("Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n", Encoding.ASCII.GetString(header.Span));
        var first = (await session.ReadPartStretchAsync(place, "2", 0, 5, CancellationToken.None))!;
        var last = (await session.ReadPartStretchAsync(place, "2", 5, 5, CancellationToken.None))!;
        Assert.Equal(("AAECA", false, "wQF", true), (Encoding.ASCII.GetString(first.Content.Span), first.IsLast, Encoding.ASCII.GetString(last.Content.Span), last.IsLast));
        Assert.Null(await session.ReadPartStretchAsync(place with { Uid = 99 }, "2", 0, 5, CancellationToken.None));
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => session.ReadPartAsync(place, "2", gone.Token, CancellationToken.None));
        Assert.NotNull(await session.ReadPartAsync(place, "2", CancellationToken.None, CancellationToken.None));
    }

    [DovecotFact]
    public async Task ReadRaw_OfAMessageThatIsGone_IsNull()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("raw");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        Assert.Null(await session.ReadRawAsync(new PlacedLocation("INBOX", mailbox.Copy["INBOX"].Cursor, 99), 0, 100, CancellationToken.None));
        Assert.Null(await session.ReadRawAsync(new PlacedLocation("None", mailbox.Copy["INBOX"].Cursor, 1), 0, 100, CancellationToken.None));
    }
}
