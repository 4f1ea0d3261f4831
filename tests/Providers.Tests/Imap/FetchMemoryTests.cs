using EmailAgent.Providers.Imap;
using EmailAgent.Providers.Memory;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>Many mailboxes of one user with large messages: together they hold no more than their share, and come in all the same.</summary>
public sealed class FetchMemoryTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private const int Whole = 16 << 10;
    private const int Large = 100 << 10;
    private const long Share = 256 << 10;
    private static readonly Guid Ann = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();

    private readonly ByteBudget _budget = new(4 * Share, Share);

    [DovecotFact]
    public async Task Mailboxes_OfOneUser_HoldNoMoreThanTheirShare_AndDelayNoOtherUser()
    {
        var mailboxes = new List<SyncedMailbox>();
        try
        {
            for (var i = 0; i < 20; i++) mailboxes.Add(await NewMailboxAsync(Ann));
            await using var other = await NewMailboxAsync(Ben);
            using var hog = new FetchShare(_budget, Ann);
            var all = await hog.ReserveAsync(Share, CancellationToken.None);

            var syncing = mailboxes.ConvertAll(mailbox => mailbox.SyncAsync());
            await other.SyncAsync();

            Assert.Equal(6, other.Copy.Count);
            Assert.All(mailboxes, mailbox => Assert.Equal(0, mailbox.Copy.Count));
            all.Dispose();
            await Task.WhenAll(syncing);
            Assert.All(mailboxes, mailbox => Assert.Equal(6, mailbox.Copy.Count));
            Assert.All(mailboxes, mailbox => Assert.InRange(mailbox.MostHeld, 1, Share));
        }
        finally
        {
            foreach (var mailbox in mailboxes) await mailbox.DisposeAsync();
        }

        Assert.Equal(0, _budget.Held);
    }

    [DovecotFact]
    public async Task NewMail_OfWhichMuchIsLarge_ComesInAndIsAnnouncedOnce()
    {
        await using var mailbox = await NewMailboxAsync(Ann);
        await mailbox.SyncAsync();
        for (var i = 0; i < 4; i++)
        {
            await mailbox.DeliverAsync($"small{i}");
            await dovecot.Server!.DeliverAsync(mailbox.Server.User, Message($"large{i}", Large));
        }

        await mailbox.PullAsync(PullScope.Pushed);

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.Equal(8, mailbox.Copy.Log.Count);
        Assert.InRange(mailbox.MostHeld, 1, Share);
    }

    private async Task<SyncedMailbox> NewMailboxAsync(Guid user)
    {
        var options = new ImapSyncOptions { BatchMessages = 20, WholeMessageBytes = Whole, BatchBytes = 2 * Whole, LargestMessageBytes = 1 << 20 };
        var mailbox = dovecot.NewMailbox(null, options);
        mailbox.Budget = (_budget, user);
        for (var i = 0; i < 6; i++)
        {
            await mailbox.Server.AddAsync("INBOX", Message($"m{i}", i % 2 == 0 ? Large : Whole / 2), received: TimeProvider.System.GetUtcNow().AddDays(-1));
        }

        return mailbox;
    }

    private static byte[] Message(string subject, int size) => [.. DovecotSeries.Message(subject), .. Enumerable.Repeat("0123456789\r\n"u8.ToArray(), size / 12).SelectMany(line => line)];
}
