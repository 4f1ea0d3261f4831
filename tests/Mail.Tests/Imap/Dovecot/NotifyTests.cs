using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

/// <summary>NOTIFY where a real server has it.</summary>
public sealed class NotifyTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private const ImapNotifyEvents All = ImapNotifyEvents.Messages | ImapNotifyEvents.Flags | ImapNotifyEvents.Names | ImapNotifyEvents.Subscriptions;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly ImapMailbox A = ImapMailbox.FromName("Köpfe");
    private static readonly ImapMailbox B = ImapMailbox.FromName("B");

    private static readonly ImapNotifyGroup Selected = new(ImapNotifyFilter.Selected, ImapNotifyEvents.Messages | ImapNotifyEvents.Flags);

    [DovecotFact]
    public async Task Messages_InOtherMailboxes_EndIdle()
    {
        var (client, other) = await PairAsync();
        await using var held = client;
        await using var heldOther = other;
        await client.Notifications.SetAsync([Selected, new(ImapNotifyFilter.Personal, All)]);

        await other.AppendAsync(A, [], null, DovecotFixture.Message(1));
        var arrived = await NextAsync(client, news => news.Counted.Any(n => n.Mailbox.Name == A.Name && n.Status.Messages == 1));
        Assert.Equal(2u, arrived.Counted.Single(n => n.Mailbox.Name == A.Name).Status.UidNext);

        await other.SelectAsync(A);
        await other.UidStoreAsync(UidSet.All, ImapStoreAction.Add, ["\\Flagged", "\\Deleted"]);
        await NextAsync(client, news => news.Counted.Any(n => n.Mailbox.Name == A.Name));

        await other.UidExpungeAsync(UidSet.All);
        await NextAsync(client, news => news.Counted.Any(n => n.Status.Messages == 0));

        await other.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(2));
        await Eventually.True(async () => await client.IdleAsync(Long) == ImapIdleResult.Changed && client.TakeChanges().Exists == 1);
    }

    [DovecotFact]
    public async Task Names_CreatedRenamedAndDeleted_AreListed()
    {
        var (client, other) = await PairAsync();
        await using var held = client;
        await using var heldOther = other;
        await client.Notifications.SetAsync([Selected, new(ImapNotifyFilter.Personal, All)]);

        var fresh = ImapMailbox.FromName("Fresh");
        await other.Mailboxes.CreateAsync(fresh);
        await NextAsync(client, news => news.Listed.Any(m => m.Name == "Fresh" && m.IsSelectable));

        await other.Mailboxes.RenameAsync(fresh, ImapMailbox.FromName("Späß"));
        await NextAsync(client, news => news.Listed.Any(m => m.Name == "Späß" && m.OldName == "Fresh"));

        await other.Mailboxes.SubscribeAsync(A);
        await NextAsync(client, news => news.Listed.Any(m => m.Name == A.Name && m.Attributes.Contains("\\Subscribed")));

        await other.Mailboxes.DeleteAsync(ImapMailbox.FromName("Späß"));
        await NextAsync(client, news => news.Listed.Any(m => m.Name == "Späß" && !m.IsSelectable));
    }

    [DovecotFact]
    public async Task Status_AskedFor_IsToldOfAllButTheSelected()
    {
        var (client, other) = await PairAsync();
        await using var held = client;
        await using var heldOther = other;
        await other.AppendAsync(B, [], null, DovecotFixture.Message(1));

        await client.Notifications.SetAsync([Selected, new(ImapNotifyFilter.Personal, ImapNotifyEvents.Messages)], status: true);

        var told = client.Notifications.Take().Counted.ToDictionary(n => n.Mailbox.Name, n => n.Status.Messages);
        Assert.Equal((0u, 1u, false), (told[A.Name], told[B.Name], told.ContainsKey("INBOX")));
    }

    [DovecotFact]
    public async Task Mailboxes_WithNamesBeyondAscii_AreNotFoundByDovecot()
    {
        var (client, other) = await PairAsync();
        await using var held = client;
        await using var heldOther = other;

        await client.Notifications.SetAsync([new(ImapNotifyFilter.Mailboxes(A, B), ImapNotifyEvents.Messages)], status: true);

        Assert.Equal(["B"], client.Notifications.Take().Counted.Select(n => n.Mailbox.Name));
    }

    [DovecotFact]
    public async Task Groups_LimitWhatIsTold_AndNoneEndsIt()
    {
        var (client, other) = await PairAsync();
        await using var held = client;
        await using var heldOther = other;
        await client.Notifications.SetAsync([new(ImapNotifyFilter.Subtree(B), ImapNotifyEvents.Messages)]);

        await other.AppendAsync(A, [], null, DovecotFixture.Message(1));
        await other.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(1));
        await other.AppendAsync(B, [], null, DovecotFixture.Message(1));
        var news = await NextAsync(client, news => news.Counted.Count > 0);
        Assert.Equal(["B"], news.Counted.Select(n => n.Mailbox.Name));
        Assert.True(client.TakeChanges().IsEmpty);

        await client.Notifications.StopAsync();
        await other.AppendAsync(B, [], null, DovecotFixture.Message(2));
        Assert.Equal(ImapIdleResult.MaximumPassed, await client.IdleAsync(TimeSpan.FromMilliseconds(500)));
    }

    [DovecotFact]
    public async Task TooManyNames_AreRefused_AndTheConnectionLives()
    {
        var (client, other) = await PairAsync();
        await using var held = client;
        await using var heldOther = other;
        var many = Enumerable.Range(0, 200).Select(i => ImapMailbox.FromName($"m{i}")).ToArray();

        var refusal = await Assert.ThrowsAsync<ImapCommandException>(
            () => client.Notifications.SetAsync([new(ImapNotifyFilter.Mailboxes(many), ImapNotifyEvents.Messages)]));

        Assert.Equal("NOTIFICATIONOVERFLOW", refusal.Code);
        await client.NoopAsync();
    }

    private async Task<(ImapClient Client, ImapClient Other)> PairAsync()
    {
        var user = DovecotFixture.NewUser();
        var client = await dovecot.LoginAsync(user);
        await client.Mailboxes.CreateAsync(A);
        await client.Mailboxes.CreateAsync(B);
        await client.EnableAsync(["CONDSTORE", "QRESYNC"]);
        await client.SelectAsync(ImapMailbox.Inbox);
        return (client, await dovecot.LoginAsync(user));
    }

    /// <summary>Waits for what the test wants; the server may tell other things and repeat itself.</summary>
    private static async Task<ImapNews> NextAsync(ImapClient client, Func<ImapNews, bool> wanted)
    {
        while (await client.IdleAsync(Long) == ImapIdleResult.Changed)
        {
            client.TakeChanges();
            if (client.Notifications.Take() is var news && wanted(news))
            {
                return news;
            }
        }

        throw new TimeoutException("The server told nothing.");
    }
}
