using EmailAgent.Grains.Mail;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Mail;

/// <summary>Long random series of commits of messages with ids of their own against a naive model, with replays as after a crash.</summary>
public sealed class LabelledModelTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly string[] AllFlags = ["$Work", "\\Answered", "\\Flagged", "\\Seen"];

    private readonly Dictionary<string, Entry> _model = [];
    private readonly HashSet<Guid> _gone = [];
    private int _received;
    private int _deleted;

    [PostgresTheory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Commit_RandomSeries_KeepsWhatTheModelKeeps(int seed)
    {
        var random = new Random(seed);
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Work", "Play", "Trash", "Spam");
        for (var round = 0; round < 60; round++)
        {
            if (random.Next(20) == 0)
                await DropLabelAsync(mailbox, random);
            var commit = RandomCommit(mailbox, random);
            await mailbox.CommitAsync(commit);
            Apply(commit);
            if (random.Next(3) == 0)
                Assert.Null((await mailbox.CommitAsync(Renumbered(commit))).LastSeq);
            await AssertEqualAsync(mailbox, $"seed {seed}, round {round}");
        }

        var events = await mailbox.EventsAsync();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(entry => entry.Seq));
        Assert.Equal(_received, events.Count(entry => entry.Type == "email.received"));
        Assert.Equal(_deleted, events.Count(entry => entry.Type == "email.deleted"));
    }

    private MailboxCommit RandomCommit(TestMailbox mailbox, Random random)
    {
        var labels = mailbox.Labels.Select(label => label.Id).Where(id => !_gone.Contains(id)).ToList();
        var added = Enumerable.Range(0, random.Next(6)).Select(_ => mailbox.Labelled(RandomId(random), [], RandomFlags(random)))
            .Select(message => message with { Site = new LabelledSite(RemoteId(message), RandomLabels(random, labels), random.Next(3) == 0), Subject = $"s{random.Next()}" });
        return mailbox.Commit() with
        {
            Added = [.. added],
            States = [.. Enumerable.Range(0, random.Next(6)).Select(_ => new RemoteState(RandomId(random), RandomLabels(random, labels), RandomFlags(random)))],
            RemovedIds = [.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomId(random))],
        };
    }

    private static MailboxCommit Renumbered(MailboxCommit commit) =>
        commit with { Added = [.. commit.Added.Where(message => !commit.RemovedIds.Contains(RemoteId(message))).Select(message => message with { Id = Guid.NewGuid() })] };

    private void Apply(MailboxCommit commit)
    {
        foreach (var message in commit.Added.Where(message => !commit.RemovedIds.Contains(RemoteId(message))))
        {
            var site = (LabelledSite)message.Site;
            if (!_model.TryGetValue(site.RemoteId, out var entry))
            {
                _model.Add(site.RemoteId, entry = new Entry { Partial = site.IsPartial, Subject = message.Subject });
                _received++;
            }
            else if (entry.Partial && !site.IsPartial)
            {
                (entry.Partial, entry.Subject) = (false, message.Subject);
            }

            (entry.Labels, entry.Flags) = ([.. site.LabelIds], message.Flags);
        }

        foreach (var state in commit.States)
        {
            if (_model.TryGetValue(state.RemoteId, out var entry))
                (entry.Labels, entry.Flags) = ([.. state.FolderIds], state.Flags);
        }

        _deleted += commit.RemovedIds.Count(_model.Remove);
    }

    private async Task DropLabelAsync(TestMailbox mailbox, Random random)
    {
        _gone.Add(mailbox.Labels[random.Next(1, mailbox.Labels.Count)].Id);
        var left = mailbox.Labels.Where(label => !_gone.Contains(label.Id)).Select(label => TestMailbox.Remote(label.Name)).ToList();
        await storage.Mailboxes.SaveLabelsAsync(mailbox.UserId, mailbox.ConnectionId, mailbox.Epoch, left, default);
        foreach (var entry in _model.Values)
            entry.Labels.ExceptWith(_gone);
    }

    private async Task AssertEqualAsync(TestMailbox mailbox, string context)
    {
        var stored = await storage.Get<LabelledMailReader>().ReadAsync(mailbox.UserId, mailbox.ConnectionId, default);
        Assert.True(
            _model.Select(entry => Describe(entry.Key, entry.Value.Labels, entry.Value.Flags, entry.Value.Partial)).Order(StringComparer.Ordinal)
                .SequenceEqual(stored.Select(state => Describe(state.RemoteId, state.FolderIds, state.Flags, state.IsPartial)).Order(StringComparer.Ordinal)),
            context);
        foreach (var label in (await storage.Mailboxes.LoadAsync(mailbox.UserId, mailbox.ConnectionId, default))!.Labels)
        {
            var inside = _model.Values.Where(entry => entry.Labels.Contains(label.Id)).ToList();
            Assert.True((inside.Count, inside.Count(entry => !entry.IsRead)) == (label.MessageCount, label.UnreadCount), context);
        }

        var all = await storage.Get<MailReader>().ListAsync(mailbox.Sees, new EmailFilter { IncludesTrash = true, PageSize = 100 }, [], default);
        var unread = await storage.Get<MailReader>().ListAsync(mailbox.Sees, new EmailFilter { IncludesTrash = true, IsRead = false, PageSize = 1 }, [], default);
        Assert.Equal((_model.Count, _model.Values.Count(entry => !entry.IsRead)), (all.Total, unread.Total));
        Assert.Equal(_model.Values.Select(entry => entry.Subject).Order(StringComparer.Ordinal), all.Items.Select(item => item.Subject).Order(StringComparer.Ordinal));
        await AssertHidesTrashAsync(mailbox, context);
        await AssertRowsAgreeAsync(mailbox);
    }

    /// <summary>Messages can be in trash, spam and further labels at once, which no counter knows. In several labels of a list they are one message.</summary>
    private async Task AssertHidesTrashAsync(TestMailbox mailbox, string context)
    {
        var hidden = mailbox.Labels.Where(label => label.Role is "trash" or "junk").Select(label => label.Id).ToHashSet();
        Guid[] others = [.. mailbox.Labels.Select(label => label.Id).Except(hidden)];
        List<Guid[]?> lists = [.. others.Select(label => new[] { label }), others, null];
        foreach (var labels in lists)
        {
            foreach (var isRead in new bool?[] { null, true, false })
            {
                var shown = _model.Values.Count(entry =>
                    !entry.Labels.Overlaps(hidden) && (labels is null || entry.Labels.Overlaps(labels)) && (isRead is null || entry.IsRead == isRead));
                var page = await storage.Get<MailReader>().ListAsync(
                    mailbox.Sees, new EmailFilter { IsRead = isRead, PageSize = 100 }, [.. (labels ?? []).Select(id => new NamedLabel(id, null))], default);
                Assert.True((shown, shown) == (page.Total, page.Items.Count), $"{context}: {labels?.Length} {isRead}: {page.Total} and {page.Items.Count} instead of {shown}");
            }
        }
    }

    private async Task AssertRowsAgreeAsync(TestMailbox mailbox)
    {
        Assert.Equal((long)_model.Values.Sum(entry => entry.Labels.Count), await storage.ScalarAsync<long>("""
            SELECT count(*)
            FROM message_labels p
            JOIN messages m ON m.user_id = p.user_id AND m.id = p.message_id AND p.label_id = ANY (m.label_ids) AND p.date = m.date AND p.uid IS NULL
            WHERE p.user_id = $1
            """, mailbox.UserId));
        Assert.Equal((long)_model.Values.Sum(entry => entry.Labels.Count), await storage.ScalarAsync<long>("SELECT count(*) FROM message_labels WHERE user_id = $1", mailbox.UserId));
        foreach (var table in new[] { "message_bodies", "message_documents" })
            Assert.Equal((long)_model.Count, await storage.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", mailbox.UserId));
        Assert.Equal(
            await storage.ScalarAsync<long>("SELECT count(DISTINCT thread_id) FROM messages WHERE user_id = $1", mailbox.UserId),
            await storage.ScalarAsync<long>("SELECT count(*) FROM threads WHERE user_id = $1", mailbox.UserId));
    }

    private static string Describe(string id, IEnumerable<Guid> labels, IEnumerable<string> flags, bool partial) =>
        $"{id} {partial} {string.Join(',', labels.Order())} {string.Join(',', flags)}";

    private static string RemoteId(NewMessage message) => ((LabelledSite)message.Site).RemoteId;

    private static string RandomId(Random random) => $"m{random.Next(40)}";

    private static Guid[] RandomLabels(Random random, List<Guid> labels) => [.. labels.Where(_ => random.Next(3) == 0)];

    private static string[] RandomFlags(Random random) => [.. AllFlags.Where(_ => random.Next(2) == 0)];

    private sealed class Entry
    {
        public HashSet<Guid> Labels { get; set; } = [];

        public IReadOnlyList<string> Flags { get; set; } = [];

        public bool Partial { get; set; }

        public string Subject { get; set; } = "";

        public bool IsRead => Flags.Contains("\\Seen");
    }
}
