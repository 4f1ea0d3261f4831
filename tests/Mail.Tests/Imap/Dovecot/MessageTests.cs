using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

public sealed class MessageTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private static readonly ImapFetchQuery Everything = new()
    {
        Flags = true,
        InternalDate = true,
        Size = true,
        ModSeq = true,
        Sections = [ImapBodySection.Whole],
    };

    [DovecotFact]
    public async Task Append_ThenFetch_GivesTheSameMessage()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());
        var date = new DateTimeOffset(2026, 3, 5, 7, 8, 9, TimeSpan.FromHours(-3));
        var message = DovecotFixture.Message(1, 300_000);
        var appended = await client.AppendAsync(ImapMailbox.Inbox, ["\\Seen", "custom"], date, message);
        var selection = await client.SelectAsync(ImapMailbox.Inbox);

        var fetched = Assert.Single(await FetchAsync(client, UidSet.All, Everything));

        Assert.Equal(new ImapAppendResult(selection.UidValidity, fetched.Uid), appended);
        Assert.Equal(message.ToArray(), fetched.Find(ImapBodySection.Whole)!.Data.ToArray());
        Assert.Equal(date, fetched.InternalDate);
        Assert.Equal(message.Length, fetched.Size);
        Assert.Equal(selection.HighestModSeq, fetched.ModSeq);
        Assert.Contains("\\Seen", fetched.Flags!);
        Assert.Contains("custom", fetched.Flags!);
        fetched.Dispose();
    }

    [DovecotFact]
    public async Task Fetch_OfSections_GivesEachByName()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());
        await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(7));
        await client.SelectAsync(ImapMailbox.Inbox);
        var fields = ImapBodySection.HeaderFields("Message-ID", "Subject");
        var slice = ImapBodySection.Whole.Slice(6, 5);
        var query = new ImapFetchQuery { Sections = [fields, slice, ImapBodySection.Text, ImapBodySection.Part("9")] };

        using var fetched = Assert.Single(await FetchAsync(client, UidSet.All, query));

        Assert.Equal("Subject: Message 7\r\nMessage-ID: <m7@example.org>\r\n\r\n", TextOf(fetched, fields));
        Assert.Equal("a@exa", TextOf(fetched, slice));
        Assert.StartsWith("xxx", TextOf(fetched, ImapBodySection.Text), StringComparison.Ordinal);
        Assert.Equal("", TextOf(fetched, ImapBodySection.Part("9")));
    }

    [DovecotFact]
    public async Task Fetch_WithSink_StreamsTheLargeAndBuffersTheSmall()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());
        var large = DovecotFixture.Message(1, 3_000_000);
        await client.AppendAsync(ImapMailbox.Inbox, [], null, large);
        await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(2));
        await client.SelectAsync(ImapMailbox.Inbox);
        using var sink = new MemoryStream();
        ImapLiteral? streamed = null;
        var query = Everything with
        {
            Sink = literal =>
            {
                streamed = literal.Size > 100_000 ? literal : streamed;
                return literal.Size > 100_000 ? sink : null;
            },
        };

        var fetched = await FetchAsync(client, UidSet.All, query);

        Assert.Equal(new ImapLiteral(1, 1, "", large.Length), streamed);
        Assert.Equal(large.ToArray(), sink.ToArray());
        Assert.True(fetched[0].Sections[0].Data.IsEmpty);
        Assert.Equal(large.Length, fetched[0].Sections[0].Length);
        Assert.Equal(DovecotFixture.Message(2).ToArray(), fetched[1].Sections[0].Data.ToArray());
    }

    [DovecotTheory]
    [InlineData(10, true)]
    [InlineData(1_000_000, false)]
    public async Task Fetch_LeftEarly_DrainsAShortRestAndClosesOnALongOne(int size, bool usable)
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());
        for (var i = 0; i < 5; i++)
        {
            await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(i, size));
        }

        await client.SelectAsync(ImapMailbox.Inbox);
        await foreach (var message in client.UidFetchAsync(UidSet.All, Everything))
        {
            message.Dispose();
            break;
        }

        Assert.Equal(usable, client.IsConnected);
        if (usable)
        {
            Assert.Equal(5, (await client.UidSearchAsync(ImapSearch.All)).Count);
        }
        else
        {
            var dead = await Assert.ThrowsAsync<ImapConnectionException>(() => client.NoopAsync());
            Assert.Equal(ImapStage.Cancelled, dead.Stage);
        }
    }

    [DovecotFact]
    public async Task Fetch_OfManyScatteredUids_IsSplitAndComplete()
    {
        var user = DovecotFixture.NewUser();
        var mailbox = dovecot.Server.Mailbox(user);
        for (var i = 0; i < 400; i++)
        {
            await mailbox.AddAsync("Many", DovecotFixture.Message(i));
        }

        var options = new ImapClientOptions { Limits = ImapLimits.Default with { CommandLine = 100 } };
        await using var client = await dovecot.LoginAsync(user, options: options);
        await client.SelectAsync(ImapMailbox.FromName("Many"));
        var odd = UidSet.Of(Enumerable.Range(0, 200).Select(i => (uint)((2 * i) + 1)));

        var fetched = await FetchAsync(client, odd, new ImapFetchQuery { Flags = true });

        Assert.Equal(odd, UidSet.Of(fetched.Select(f => f.Uid)));
    }

    [DovecotFact]
    public async Task Search_ByEachCriterion_FindsTheRightOnes()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());
        var old = new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await client.AppendAsync(ImapMailbox.Inbox, ["\\Seen"], old, DovecotFixture.Message(1));
        await client.AppendAsync(ImapMailbox.Inbox, [], old.AddYears(2), DovecotFixture.Message(2));
        await client.AppendAsync(ImapMailbox.Inbox, ["\\Flagged"], old.AddYears(4), DovecotFixture.Message(3));
        await client.SelectAsync(ImapMailbox.Inbox);

        Assert.Equal("1:3", (await client.UidSearchAsync(ImapSearch.All)).ToString());
        Assert.Equal("2:3", (await client.UidSearchAsync(ImapSearch.Unseen)).ToString());
        Assert.Equal("1,3", (await client.UidSearchAsync(ImapSearch.Uids(UidSet.Of(1, 3)))).ToString());
    }

    [DovecotFact]
    public async Task Store_Conditional_LeavesChangedMessagesAlone()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());
        await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(1));
        await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(2));
        var before = (await client.SelectAsync(ImapMailbox.Inbox)).HighestModSeq;

        var first = await client.UidStoreAsync(UidSet.Of(1), ImapStoreAction.Add, ["\\Seen"]);
        var second = await client.UidStoreAsync(UidSet.Of(1, 2), ImapStoreAction.Replace, ["\\Flagged"], before);

        Assert.Contains("\\Seen", Assert.Single(first.Updates).Flags!);
        Assert.Equal("1", second.Modified.ToString());
        Assert.Equal(2u, Assert.Single(second.Updates, u => u.Flags!.Contains("\\Flagged")).Uid);
        await client.UidStoreAsync(UidSet.Of(1), ImapStoreAction.Remove, ["\\Seen"]);
        var fetched = await FetchAsync(client, UidSet.Of(1), new ImapFetchQuery { Flags = true });
        Assert.DoesNotContain("\\Seen", fetched[0].Flags!);
    }

    private static string TextOf(ImapFetch fetch, ImapBodySection section)
        => Encoding.ASCII.GetString(fetch.Find(section)!.Data.Span);

    private static async Task<List<ImapFetch>> FetchAsync(ImapClient client, UidSet uids, ImapFetchQuery query)
    {
        var result = new List<ImapFetch>();
        await foreach (var fetch in client.UidFetchAsync(uids, query))
        {
            result.Add(fetch);
        }

        return result;
    }
}
