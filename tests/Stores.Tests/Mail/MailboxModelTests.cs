using EmailAgent.Grains.Mail;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Mail;

/// <summary>Long random series of commits against a model in memory, with replays as after a crash.</summary>
public sealed class MailboxModelTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly string[] AllFlags = ["$Work", "\\Answered", "\\Flagged", "\\Seen"];

    private readonly Dictionary<RemotePlacement, (Guid Id, IReadOnlyList<string> Flags)> _model = [];
    private int _nextUid = 1;

    [PostgresTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Commit_RandomSeries_KeepsWhatTheModelKeeps(int seed)
    {
        var random = new Random(seed);
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Archive", "Trash");
        var deleted = new List<Guid>();

        for (var round = 0; round < 60; round++)
        {
            var commit = RandomCommit(mailbox, random, deleted);
            await mailbox.CommitAsync(commit);
            if (random.Next(4) == 0)
                Assert.Null((await mailbox.CommitAsync(commit with { Moved = [], Rebased = [] })).LastSeq);
            await AssertEqualAsync(mailbox, $"seed {seed}, round {round}");
        }

        await AssertEventsTellTheSameAsync(mailbox, deleted);
    }

    private MailboxCommit RandomCommit(TestMailbox mailbox, Random random, List<Guid> deleted)
    {
        var commit = mailbox.Commit();
        var label = random.Next(mailbox.Labels.Count);
        var here = _model.Keys.Where(place => place.FolderId == mailbox.Labels[label].Id).ToList();
        var some = here.Where(_ => random.Next(3) == 0).ToList();
        switch (random.Next(5))
        {
            case 0 or 1:
                NewMessage[] added = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => mailbox.Message(_nextUid++, "Hello", label, RandomFlags(random)))];
                foreach (var message in added)
                    _model.Add(((PlacedSite)message.Site).Place, (message.Id, message.Flags));
                return commit with { Added = added };
            case 2:
                RemoteFlags[] flags = [.. some.Select(place => new RemoteFlags(place.FolderId, place.Uid, RandomFlags(random)))];
                foreach (var change in flags)
                    _model[new(change.FolderId, change.Uid)] = _model[new(change.FolderId, change.Uid)] with { Flags = change.Flags };
                return commit with { Flags = flags };
            case 3:
                foreach (var place in some)
                    Remove(place, deleted);
                return commit with { Removed = some };
            default:
                return random.Next(2) == 0 ? RandomMove(commit, mailbox, random, some) : RandomRebase(commit, mailbox.Labels[label].Id, random, here, some, deleted);
        }
    }

    private MailboxCommit RandomMove(MailboxCommit commit, TestMailbox mailbox, Random random, List<RemotePlacement> places)
    {
        var moves = places.ConvertAll(from => new RemoteMove(from, new RemotePlacement(mailbox.Labels[random.Next(3)].Id, _nextUid++), RandomFlags(random)));
        foreach (var move in moves)
        {
            _model.Remove(move.From, out var message);
            _model.Add(move.To, (message.Id, move.Flags));
        }

        return commit with { Moved = moves };
    }

    private MailboxCommit RandomRebase(MailboxCommit commit, Guid label, Random random, List<RemotePlacement> places, List<RemotePlacement> kept, List<Guid> deleted)
    {
        // The same numbers, dealt out anew: every UID may now mean another message.
        long[] uids = [.. kept.Select(place => place.Uid)];
        random.Shuffle(uids);
        RebasedMessage[] matches = [.. kept.Select((place, index) => new RebasedMessage(_model[place].Id, uids[index], RandomFlags(random)))];
        foreach (var place in places.Except(kept).ToList())
            Remove(place, deleted);
        foreach (var place in kept)
            _model.Remove(place);
        foreach (var match in matches)
            _model.Add(new RemotePlacement(label, match.Uid), (match.MessageId, match.Flags));
        return commit with { Rebased = [new FolderRebase(label, matches)] };
    }

    private void Remove(RemotePlacement place, List<Guid> deleted)
    {
        _model.Remove(place, out var message);
        deleted.Add(message.Id);
    }

    private async Task AssertEqualAsync(TestMailbox mailbox, string context)
    {
        for (var label = 0; label < mailbox.Labels.Count; label++)
        {
            var stored = await mailbox.PlacementsAsync(label);
            Assert.Equal(stored.Count, await mailbox.CountAsync(label));
            var expected = _model.Where(entry => entry.Key.FolderId == mailbox.Labels[label].Id).OrderBy(entry => entry.Key.Uid).ToList();
            Assert.True(
                expected.Select(entry => (entry.Key.Uid, entry.Value.Id, string.Join(' ', entry.Value.Flags)))
                    .SequenceEqual(stored.Select(placement => (placement.Uid, placement.MessageId, string.Join(' ', placement.Flags)))),
                context);
            var counts = await mailbox.LabelAsync(label);
            Assert.Equal(expected.Count, counts.MessageCount);
            Assert.Equal(expected.Count(entry => !entry.Value.Flags.Contains("\\Seen")), counts.UnreadCount);
        }

        Assert.Equal((long)_model.Count, await storage.ScalarAsync<long>("SELECT count(*) FROM messages WHERE user_id = $1", mailbox.UserId));
    }

    private async Task AssertEventsTellTheSameAsync(TestMailbox mailbox, List<Guid> deleted)
    {
        var events = await mailbox.EventsAsync();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(entry => entry.Seq));
        Assert.Equal(_model.Count + deleted.Count, events.Count(entry => entry.Type == "email.received"));
        Assert.Equal(deleted.Count, events.Count(entry => entry.Type == "email.deleted"));
        Assert.Equal(0L, await storage.ScalarAsync<long>(
            "SELECT count(*) FROM messages m JOIN message_labels p ON p.user_id = m.user_id AND p.message_id = m.id WHERE m.user_id = $1 AND m.label_ids <> ARRAY[p.label_id]", mailbox.UserId));
        foreach (var table in new[] { "message_bodies", "message_documents", "message_labels" })
            Assert.Equal((long)_model.Count, await storage.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", mailbox.UserId));
        Assert.Equal(
            await storage.ScalarAsync<long>("SELECT count(DISTINCT thread_id) FROM messages WHERE user_id = $1", mailbox.UserId),
            await storage.ScalarAsync<long>("SELECT count(*) FROM threads WHERE user_id = $1", mailbox.UserId));
    }

    private static string[] RandomFlags(Random random) => [.. AllFlags.Where(_ => random.Next(2) == 0)];
}
