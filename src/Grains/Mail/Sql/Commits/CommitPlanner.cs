using EmailAgent.Grains.Events;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>
/// The comparison of a commit with the stored messages, so that repeating a commit, or parts of it, changes nothing. Its input are the
/// stored messages at all locations that the commit names and all those of rebased labels, its result is a plan.
/// <see cref="LabelledPlanner"/> handles messages without a location.
/// </summary>
internal sealed class CommitPlanner
{
    private readonly MailboxCommit _commit;
    private readonly Dictionary<RemotePlacement, StoredMessage> _places;
    private readonly CommitPlan _plan;

    private CommitPlanner(MailboxCommit commit, Dictionary<RemotePlacement, StoredMessage> places, CommitPlan plan)
    {
        _commit = commit;
        _places = places;
        _plan = plan;
    }

    /// <summary>Adds the writes of a commit to a plan.</summary>
    /// <param name="places">The stored messages by location; consumed.</param>
    /// <param name="plan">The plan that gets the writes.</param>
    public static void Plan(MailboxCommit commit, Dictionary<RemotePlacement, StoredMessage> places, CommitPlan plan)
    {
        var planner = new CommitPlanner(commit, places, plan);
        foreach (var label in commit.GoneLabels)
            planner.Rebase(new FolderRebase(label, []));
        foreach (var label in commit.Rebased)
            planner.Rebase(label);
        foreach (var place in commit.Removed)
            planner.Remove(place);
        foreach (var move in commit.Moved)
            planner.Move(move);
        foreach (var change in commit.Flags)
            planner.ChangeFlags(new RemotePlacement(change.FolderId, change.Uid), change.Flags);
        foreach (var message in commit.Added)
        {
            if (message.Site is PlacedSite site)
                planner.Add(message, site.Place);
        }
    }

    private void Rebase(FolderRebase rebase)
    {
        var stored = _places.Where(place => place.Key.FolderId == rebase.FolderId).ToList();
        var matches = rebase.Matched.DistinctBy(match => match.Uid).DistinctBy(match => match.MessageId).ToDictionary(match => match.MessageId);
        foreach (var (place, message) in stored)
        {
            if (!matches.ContainsKey(message.Id))
                Remove(place);
            else
                _places.Remove(place);
        }

        foreach (var (old, message) in stored)
        {
            if (!matches.TryGetValue(message.Id, out var match))
                continue;

            var place = new RemotePlacement(rebase.FolderId, match.Uid);
            _places.Add(place, message);
            if (place != old)
                _plan.Placed[message.Id] = (place, message.Date);
            ChangeFlags(place, match.Flags);
        }
    }

    private void Remove(RemotePlacement place)
    {
        if (!_places.Remove(place, out var message))
            return;

        _plan.DeletedThreads.Add(message.Id, message.ThreadId);
        _plan.Placed.Remove(message.Id);
        _plan.FlagsByMessage.Remove(message.Id);
        _plan.Count(place.FolderId, message.Flags, -1);
        _plan.Events.Add(EventData.EmailDeleted(message.Id, _commit.ConnectionId));
    }

    private void Move(RemoteMove move)
    {
        if (move.From == move.To || !_places.TryGetValue(move.From, out var message))
            return;

        if (_places.ContainsKey(move.To))
        {
            // It has been added there already, as another message.
            Remove(move.From);
            return;
        }

        _places.Remove(move.From);
        _places.Add(move.To, message);
        _plan.Placed[message.Id] = (move.To, message.Date);
        _plan.Moved++;
        _plan.Count(move.From.FolderId, message.Flags, -1);
        _plan.Count(move.To.FolderId, message.Flags, +1);
        if (move.From.FolderId != move.To.FolderId)
        {
            _plan.Events.Add(EventData.LabelRemoved(message.Id, _commit.ConnectionId, move.From.FolderId));
            _plan.Events.Add(EventData.LabelAdded(message.Id, _commit.ConnectionId, move.To.FolderId));
        }

        ChangeFlags(move.To, move.Flags);
    }

    private void ChangeFlags(RemotePlacement place, IReadOnlyList<string> changed)
    {
        var flags = MessageFlags.Normalize(changed);
        if (!_places.TryGetValue(place, out var message) || message.Flags.AsSpan().SequenceEqual(flags))
            return;

        _plan.Count(place.FolderId, message.Flags, -1);
        _plan.Count(place.FolderId, flags, +1);
        _plan.FlagsByMessage[message.Id] = flags;
        _plan.Events.Add(EventData.EmailUpdated(message.Id, _commit.ConnectionId, flags));
        _places[place] = message with { Flags = flags };
    }

    private void Add(NewMessage message, RemotePlacement place)
    {
        var flags = MessageFlags.Normalize(message.Flags);
        if (!_places.TryAdd(place, new StoredMessage(message.Id, default, message.Date, flags)))
            return;

        _plan.Added.Add(ReferenceEquals(flags, message.Flags) ? message : message with { Flags = flags });
        _plan.Count(place.FolderId, flags, +1);
    }
}
