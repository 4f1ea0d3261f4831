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
