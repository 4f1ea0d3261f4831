using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Dovecot;

namespace EmailAgent.Mail.Tests.Imap.Servers;

/// <summary>What a client may rely on with messages, on each server.</summary>
public sealed class MessageBehaviourTests(ServerFixture servers) : IClassFixture<ServerFixture>
{
    private static readonly byte[] Letter = Encoding.UTF8.GetBytes(
        """
        From: =?utf-8?Q?J=C3=B6?= <jo@example.org>
        To: friends: a@example.org, "B, C" <b@example.org>;
        Cc: undisclosed-recipients:;
        Subject: =?utf-8?B?w6RwZmVs?= and pears
        Date: Thu, 05 Mar 2026 07:08:09 -0300
        Message-ID: <letter@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        =C3=A4pfel
        --b
        Content-Type: application/pdf; name="a.pdf"
        Content-Disposition: attachment; filename*=utf-8''%C3%A4.pdf
        Content-Transfer-Encoding: base64

        SGVsbG8gd29ybGQ=
        --b
        Content-Type: message/rfc822

        Subject: inner
        From: inner@example.org

        inside
        --b--

        """.ReplaceLineEndings("\r\n"));

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Message_Appended_IsFetchedWithAllItsDescriptions(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var mailbox = await ServerFixture.NewMailboxAsync(client);
        var date = new DateTimeOffset(2026, 3, 5, 7, 8, 9, TimeSpan.FromHours(-3));
        var appended = await client.AppendAsync(mailbox, ["\\Seen", "custom"], date, Letter);
        await client.SelectAsync(mailbox);
        var query = new ImapFetchQuery
        {
            Flags = true,
            InternalDate = true,
            Size = true,
            Envelope = true,
            BodyStructure = true,
            ObjectIds = true,
            ModSeq = true,
            Sections = [ImapBodySection.Whole],
        };

        using var message = Assert.Single(await ServerFixture.FetchAsync(client, UidSet.All, query));

        Assert.Equal(appended!.Uid, message.Uid);
        Assert.Equal(Letter, message.Find(ImapBodySection.Whole)!.Data.ToArray());
        Assert.Equal((date, Letter.Length), (message.InternalDate!.Value, (int)message.Size!.Value));
        Assert.Contains("custom", message.Flags!);
        Assert.Equal(client.Capabilities.Condstore, message.ModSeq > 0);
        Assert.Equal(client.Capabilities.ObjectId, message.EmailId is not null);
        AssertEnvelope(message.Envelope!);
        AssertStructure(message.BodyStructure!);
    }

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Sections_NamedByTheStructure_GiveEachPart(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var mailbox = await ServerFixture.NewMailboxAsync(client);
        await client.AppendAsync(mailbox, [], null, Letter);
        await client.SelectAsync(mailbox);
        var slice = ImapBodySection.Part("2").Slice(4, 100);
        var sections = new[] { ImapBodySection.Part("1"), ImapBodySection.MimeHeader("2"), slice, ImapBodySection.Part("3.1") };

        using var message = Assert.Single(await ServerFixture.FetchAsync(client, UidSet.All, new ImapFetchQuery { Sections = sections }));

        Assert.Equal("=C3=A4pfel", Show(message, sections[0]));
        Assert.Contains("%C3%A4.pdf", Show(message, sections[1]), StringComparison.Ordinal);
        Assert.Equal("bG8gd29ybGQ=", Show(message, slice));
        Assert.Equal("inside", Show(message, sections[3]));
        if (client.Capabilities.Binary)
        {
            var decoded = ImapBodySection.Binary("2");
            using var binary = Assert.Single(await ServerFixture.FetchAsync(client, UidSet.All, new ImapFetchQuery { Sections = [decoded], BinarySizes = ["2"] }));
            Assert.Equal(("Hello world", 11), (Show(binary, decoded), (int)binary.BinarySizes["2"]));
        }
    }

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Move_BesideAMessageMarkedByOthers_TakesOnlyItsOwn(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var source = await ServerFixture.NewMailboxAsync(client);
        var target = await ServerFixture.NewMailboxAsync(client);
        for (var i = 0; i < 4; i++)
        {
            await client.AppendAsync(source, i == 0 ? ["\\Deleted"] : [], null, DovecotFixture.Message(i));
        }

        var uids = await SelectAllAsync(client, source);

        var moved = await client.UidMoveAsync(UidSet.From(uids.Ranges[0].First + 2), target);

        Assert.Equal(2, moved.Copied.Uids.Count);
        Assert.True(moved.Remaining.IsEmpty);
        Assert.Equal(UidSet.Of(uids.Min, uids.Min + 1), await client.UidSearchAsync(ImapSearch.All));
        Assert.Equal(moved.Copied.Uids.Targets, await SelectAllAsync(client, target));
        Assert.Equal("TRYCREATE", (await Assert.ThrowsAsync<ImapCommandException>(async () =>
            await client.UidMoveAsync(UidSet.All, await ServerFixture.NameAsync(client, "Nowhere")))).Code);
        var kept = await ServerFixture.FetchAsync(client, UidSet.All, new ImapFetchQuery { Flags = true });
        Assert.Equal(2, kept.Count(message => !message.Flags!.Contains("\\Deleted")));
        kept.ForEach(message => message.Dispose());
    }

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Search_SideBySide_FindsEachItsOwn(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var mailbox = await ServerFixture.NewMailboxAsync(client);
        await client.AppendAsync(mailbox, ["\\Seen"], null, Letter);
        await client.AppendAsync(mailbox, ["\\Flagged"], null, DovecotFixture.Message(2));
        await client.AppendAsync(mailbox, [], null, DovecotFixture.Message(3, 5000));
        var all = await SelectAllAsync(client, mailbox);

        var found = await Task.WhenAll(
            client.UidSearchAsync(ImapSearch.Unseen),
            client.UidSearchAsync(ImapSearch.Uids(UidSet.Of(all.Min))),
            client.UidSearchAsync(ImapSearch.All));

        var uids = all.ToArray();
        Assert.Equal([UidSet.Of(uids[1], uids[2]), UidSet.Of(uids[0]), all], found);
    }

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Fetch_Cancelled_LeavesAConnectionThatIsNotConfused(string server)
    {
        await using var client = await servers.LoginAsync(server);
        var mailbox = await ServerFixture.NewMailboxAsync(client);
        for (var i = 0; i < 20; i++)
        {
            await client.AppendAsync(mailbox, [], null, DovecotFixture.Message(i, 1000));
        }

        var all = await SelectAllAsync(client, mailbox);
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var fetch in client.UidFetchAsync(all, new ImapFetchQuery { Sections = [ImapBodySection.Whole] }, cancelled.Token))
            {
                fetch.Dispose();
                await cancelled.CancelAsync();
            }
        });

        Assert.Equal(all, await client.UidSearchAsync(ImapSearch.All));
        Assert.Equal(20, (await ServerFixture.FetchAsync(client, all, new ImapFetchQuery { Flags = true })).Count);
    }

    [Theory]
    [OnDovecot]
    [OnCyrus]
    [OnCourier]
    public async Task Idle_WhileAnotherConnectionChanges_SeesItAndLetsOthersWork(string server)
    {
        await using var client = await servers.LoginAsync(server);
        await using var other = await servers.LoginAsync(server);
        var mailbox = await ServerFixture.NewMailboxAsync(client);
        await SelectAllAsync(client, mailbox);
        var idle = client.IdleAsync(TimeSpan.FromMinutes(1));
        await client.UidSearchAsync(ImapSearch.All);

        await other.AppendAsync(mailbox, [], null, Letter);

        Assert.Equal(ImapIdleResult.Changed, await idle);
        Assert.Equal(1u, client.TakeChanges().Exists);
    }

    private static async Task<UidSet> SelectAllAsync(ImapClient client, ImapMailbox mailbox)
    {
        await client.SelectAsync(mailbox);
        return await client.UidSearchAsync(ImapSearch.All);
    }

    private static string Show(ImapFetch message, ImapBodySection section) => Encoding.ASCII.GetString(message.Find(section)!.Data.Span).TrimEnd();

    private static void AssertEnvelope(ImapEnvelope envelope)
    {
        Assert.Equal(("äpfel and pears", "<letter@example.org>"), (envelope.Subject, envelope.MessageId));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 7, 8, 9, TimeSpan.FromHours(-3)), envelope.Date);
        Assert.Equal(("Jö", "jo@example.org"), (envelope.From[0].Name, envelope.From[0].Address));
        Assert.Equal(["a@example.org", "b@example.org"], envelope.To.Select(a => a.Address));
        Assert.Equal("B, C", envelope.To[1].Name);
        Assert.Empty(envelope.Cc);
    }

    private static void AssertStructure(ImapBodyPart root)
    {
        Assert.Equal(["TEXT", "1", "2", "3"], root.All().Select(p => p.Section));
        Assert.Equal(["multipart/mixed", "text/plain", "application/pdf", "message/rfc822"], root.All().Select(p => $"{p.Type}/{p.Subtype}"));
        Assert.Equal(("quoted-printable", true), (root.Parts[0].Encoding, root.Parts[0].IsText));
        Assert.Equal(("ä.pdf", "attachment", 16ul), (root.Parts[1].FileName, root.Parts[1].Disposition, root.Parts[1].Size));
        Assert.Equal(("inner", "3.1"), (root.Parts[2].Envelope!.Subject, root.Parts[2].Parts[0].Section));
    }
}
