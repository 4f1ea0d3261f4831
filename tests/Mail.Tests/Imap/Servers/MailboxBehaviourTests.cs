using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap.Servers;

/// <summary>What a client may rely on with mailboxes, on each server.</summary>
public sealed class MailboxBehaviourTests(ServerFixture servers) : IClassFixture<ServerFixture>
{
    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Mailbox_CreatedSubscribedRenamedAndDeleted_IsListedAccordingly(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var mailbox = await ServerFixture.NewMailboxAsync(client);
        var renamed = ImapMailbox.FromName(mailbox.Name + " 日本語");

        await client.Mailboxes.SubscribeAsync(mailbox);
        Assert.Contains(mailbox.Name, await NamesAsync(client, new ImapListQuery()));
        Assert.Contains(mailbox.Name, await NamesAsync(client, new ImapListQuery { Subscribed = true }));
        await client.Mailboxes.UnsubscribeAsync(mailbox);
        Assert.DoesNotContain(mailbox.Name, await NamesAsync(client, new ImapListQuery { Subscribed = true }));
        await client.Mailboxes.RenameAsync(mailbox, renamed);
        Assert.Equal([renamed.Name], await NamesAsync(client, new ImapListQuery { Patterns = [mailbox.Name + "*"] }));
        await client.Mailboxes.DeleteAsync(renamed);

        Assert.Empty(await NamesAsync(client, new ImapListQuery { Patterns = [mailbox.Name + "*", renamed.Name] }));
        await Assert.ThrowsAsync<ImapCommandException>(() => client.Mailboxes.DeleteAsync(renamed));
    }

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Status_OfManyAtOnce_TellsEachItsOwn(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var mailboxes = new List<ImapMailbox>();
        for (var i = 0; i < 4; i++)
        {
            mailboxes.Add(await ServerFixture.NewMailboxAsync(client));
            for (var n = 0; n < i; n++)
            {
                await client.AppendAsync(mailboxes[i], [], null, Dovecot.DovecotFixture.Message(n));
            }
        }

        var states = await Task.WhenAll(mailboxes.Select(m => client.Mailboxes.StatusAsync(m, ImapStatusItems.Unseen | ImapStatusItems.Size)));
        var listed = await client.ListStatusAsync();

        Assert.Equal([0u, 1u, 2u, 3u], states.Select(s => s!.Messages));
        Assert.Equal([0u, 1u, 2u, 3u], states.Select(s => s!.Unseen!.Value));
        Assert.Equal(client.Capabilities.StatusSize, states[3]!.Size > 300);
        Assert.Equal(states.Select(s => s!.UidNext), mailboxes.Select(m => listed.Single(l => l.Mailbox.Name == m.Name).Status!.UidNext));
    }

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Names_AfterUtf8WasEnabled_AreTheSame(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var mailbox = await ServerFixture.NewMailboxAsync(client);

        var enabled = await client.EnableAsync(["IMAP4rev2", "UTF8=ACCEPT"]);

        Assert.Equal(client.Capabilities.Has("UTF8=ACCEPT") || client.Capabilities.Rev2, enabled.Count > 0);
        Assert.Contains(await client.ListAsync(), m => m.Name == mailbox.Name && m.WireName == mailbox.WireName);
        Assert.Equal(0u, (await client.StatusAsync(mailbox))!.Messages);
        var second = await ServerFixture.NewMailboxAsync(client);
        await client.SelectAsync(second);
        await client.AppendAsync(second, [], null, Dovecot.DovecotFixture.Message(1));
        // Courier announces a message to the connection that appended it at the next NOOP.
        await client.NoopAsync();
        Assert.Equal(1, (await client.UidSearchAsync(ImapSearch.Unseen)).Count);
        await using var other = await servers.LoginAsync(server);
        Assert.Contains(await other.ListAsync(), m => m.Name == second.Name);
    }

    private static async Task<IEnumerable<string>> NamesAsync(ImapClient client, ImapListQuery query)
        => (await client.Mailboxes.ListAsync(query)).Select(m => m.Name);
}
