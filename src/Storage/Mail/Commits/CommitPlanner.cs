using EmailAgent.Storage.Events;

namespace EmailAgent.Storage.Mail.Commits;

/// <summary>
/// Works out a commit against what is stored, so that repeating a commit, or parts of it, changes nothing. Pure: the
/// stored messages at all places the commit names (and all those of rebased labels) go in, a plan comes out. Messages
/// without a place are left to <see cref="LabelledPlanner"/>.
/// </summary>
internal sealed class CommitPlanner
{
    private readonly MailboxCommit _commit;
    private readonly Dictionary<MessagePlace, PlacedMessage> _places;
    private readonly CommitPlan _plan;

    private CommitPlanner(MailboxCommit commit, Dictionary<MessagePlace, PlacedMessage> places, CommitPlan plan)
    {
        _commit = commit;
        _places = places;
        _plan = plan;
    }

    /// <param name="commit">What to store.</param>
    /// <param name="places">What is stored; consumed.</param>
    /// <param name="plan">Gets the writes.</param>
    public static void Plan(MailboxCommit commit, Dictionary<MessagePlace, PlacedMessage> places, CommitPlan plan)
    {
        var planner = new CommitPlanner(commit, places, plan);
        foreach (var label in commit.GoneLabels)
            planner.Rebase(new RebasedLabel(label, []));
        foreach (var label in commit.Rebased)
            planner.Rebase(label);
        foreach (var place in commit.Removed)
            planner.Remove(place);
        foreach (var move in commit.Moved)
            planner.Move(move);
        foreach (var change in commit.Flags)
            planner.ChangeFlags(new MessagePlace(change.LabelId, change.Uid), change.Flags);
        foreach (var message in commit.Added)
        {
            if (message.Site is PlacedSite site)
                planner.Add(message, site.Place);
        }
    }

    private void Rebase(RebasedLabel label)
    {
        var stored = _places.Where(place => place.Key.LabelId == label.LabelId).ToList();
        var matches = label.Matches.DistinctBy(match => match.Uid).DistinctBy(match => match.MessageId).ToDictionary(match => match.MessageId);
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

            var place = new MessagePlace(label.LabelId, match.Uid);
            _places.Add(place, message);
            if (place != old)
                _plan.Placed[message.Id] = (place, message.Date);
            ChangeFlags(place, match.Flags);
        }
    }

    private void Remove(MessagePlace place)
    {
        if (!_places.Remove(place, out var message))
            return;

        _plan.DeletedThreads.Add(message.Id, message.ThreadId);
        _plan.Placed.Remove(message.Id);
        _plan.FlagsByMessage.Remove(message.Id);
        _plan.Count(place.LabelId, message.Flags, -1);
        _plan.Events.Add(EventData.EmailDeleted(message.Id, _commit.ConnectionId));
    }

    private void Move(MovedMessage move)
    {
        if (move.From == move.To || !_places.TryGetValue(move.From, out var message))
            return;

        if (_places.ContainsKey(move.To))
        {
            // It has been added there already, as a message of its own.
            Remove(move.From);
            return;
        }

        _places.Remove(move.From);
        _places.Add(move.To, message);
        _plan.Placed[message.Id] = (move.To, message.Date);
        _plan.Moved++;
        _plan.Count(move.From.LabelId, message.Flags, -1);
        _plan.Count(move.To.LabelId, message.Flags, +1);
        if (move.From.LabelId != move.To.LabelId)
        {
            _plan.Events.Add(EventData.LabelRemoved(message.Id, _commit.ConnectionId, move.From.LabelId));
            _plan.Events.Add(EventData.LabelAdded(message.Id, _commit.ConnectionId, move.To.LabelId));
        }

        ChangeFlags(move.To, move.Flags);
    }

    private void ChangeFlags(MessagePlace place, string[] flags)
    {
        flags = MessageFlags.Normalize(flags);
        if (!_places.TryGetValue(place, out var message) || message.Flags.AsSpan().SequenceEqual(flags))
            return;

        _plan.Count(place.LabelId, message.Flags, -1);
        _plan.Count(place.LabelId, flags, +1);
        _plan.FlagsByMessage[message.Id] = flags;
        _plan.Events.Add(EventData.EmailUpdated(message.Id, _commit.ConnectionId, flags));
        _places[place] = message with { Flags = flags };
    }

    private void Add(NewMessage message, MessagePlace place)
    {
        var flags = MessageFlags.Normalize(message.Flags);
        if (!_places.TryAdd(place, new PlacedMessage(message.Id, default, message.Date, flags)))
            return;

        _plan.Added.Add(ReferenceEquals(flags, message.Flags) ? message : message with { Flags = flags });
        _plan.Count(place.LabelId, flags, +1);
    }
}
