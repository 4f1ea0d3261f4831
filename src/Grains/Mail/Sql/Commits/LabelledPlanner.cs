using EmailAgent.Database;
using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>
/// The comparison of a commit with stored messages that have a remote id: determines the last state of each in memory, then plans only the
/// difference to the stored state. A repeated commit changes nothing and causes no event. Pure, like <see cref="CommitPlanner"/>.
/// </summary>
internal sealed class LabelledPlanner
{
    private readonly MailboxCommit _commit;
    private readonly Dictionary<string, Subject> _subjects;
    private readonly CommitPlan _plan;

    private LabelledPlanner(MailboxCommit commit, Dictionary<string, StoredLabelledMessage> stored, CommitPlan plan)
    {
        _commit = commit;
        _subjects = stored.ToDictionary(entry => entry.Key, entry => new Subject(entry.Value), StringComparer.Ordinal);
        _plan = plan;
    }

    /// <summary>Adds the writes of a commit to a plan.</summary>
    /// <param name="stored">All messages that the commit names and all those in labels that are gone, by remote id.</param>
    /// <param name="plan">The plan that gets the writes.</param>
    public static void Plan(MailboxCommit commit, Dictionary<string, StoredLabelledMessage> stored, CommitPlan plan)
    {
        var planner = new LabelledPlanner(commit, stored, plan);
        foreach (var message in commit.Added)
        {
            if (message.Site is LabelledSite site)
                planner.Find(site.RemoteId).TakeIn(message, site);
        }

        foreach (var state in commit.States)
            planner.Find(state.RemoteId).Become(state.FolderIds, state.Flags);
        foreach (var id in commit.RemovedIds)
            planner.Find(id).IsGone = true;
        foreach (var subject in planner._subjects.Values)
            planner.Settle(subject);
    }

    private Subject Find(string remoteId)
    {
        var key = PgText.Clean(remoteId);
        if (!_subjects.TryGetValue(key, out var subject))
            _subjects.Add(key, subject = new Subject(null));
        return subject;
    }

    private void Settle(Subject subject)
    {
        Guid[] labels = [.. subject.LabelIds.Distinct().Except(_commit.GoneLabels)];
        if (subject.Stored is null && subject is { Content: not null, IsGone: false })
            Add(subject.Content, (LabelledSite)subject.Content.Site, labels, subject.Flags);
        else if (subject is { Stored: { } gone, IsGone: true })
            Delete(gone);
        else if (subject.Stored is { } stored)
            Change(stored, subject, labels);
    }

    private void Add(NewMessage content, LabelledSite site, Guid[] labels, string[] flags)
    {
        _plan.Added.Add(content with { Flags = flags, Site = site with { LabelIds = labels } });
        Count(labels, flags, +1);
    }

    private void Delete(StoredLabelledMessage stored)
    {
        _plan.DeletedThreads.Add(stored.Id, stored.ThreadId);
        Count(stored.LabelIds, stored.Flags, -1);
        _plan.Events.Add(EventData.EmailDeleted(stored.Id, _commit.ConnectionId));
    }

    private void Change(StoredLabelledMessage stored, Subject subject, Guid[] labels)
    {
        if (subject.Content is { } content)
            _plan.Completed.Add(content with { Id = stored.Id, Date = stored.Date });

        var change = new LabelChange(labels, [.. labels.Except(stored.LabelIds)], [.. stored.LabelIds.Except(labels)], stored.Date);
        var isLabelled = change.Added.Length + change.Removed.Length > 0;
        var isFlagged = !stored.Flags.AsSpan().SequenceEqual(subject.Flags);
        if (!isLabelled && !isFlagged)
            return;

        Count(stored.LabelIds, stored.Flags, -1);
        Count(labels, subject.Flags, +1);
        if (isLabelled)
        {
            _plan.LabelsByMessage.Add(stored.Id, change);
            _plan.Events.AddRange(change.Removed.Select(label => EventData.LabelRemoved(stored.Id, _commit.ConnectionId, label)));
            _plan.Events.AddRange(change.Added.Select(label => EventData.LabelAdded(stored.Id, _commit.ConnectionId, label)));
        }

        if (isFlagged)
        {
            _plan.FlagsByMessage.Add(stored.Id, subject.Flags);
            _plan.Events.Add(EventData.EmailUpdated(stored.Id, _commit.ConnectionId, subject.Flags));
        }
    }

    private void Count(Guid[] labels, string[] flags, int sign)
    {
        foreach (var label in labels)
            _plan.Count(label, flags, sign);
        _plan.CountLabelled(flags, sign);
    }

    /// <summary>A message between its stored state and the state after the commit.</summary>
    private sealed class Subject(StoredLabelledMessage? stored)
    {
        public StoredLabelledMessage? Stored => stored;

        public IReadOnlyList<Guid> LabelIds { get; private set; } = stored?.LabelIds ?? [];

        public string[] Flags { get; private set; } = stored?.Flags ?? [];

        /// <summary>Returns the content of a new message, or the content that completes a partial one.</summary>
        public NewMessage? Content { get; private set; }

        public bool IsGone { get; set; }

        public void TakeIn(NewMessage message, LabelledSite site)
        {
            var isWanted = stored is null || (stored.IsPartial && !site.IsPartial);
            if (isWanted && Content?.Site is null or LabelledSite { IsPartial: true })
                Content = message;
            Become(site.LabelIds, message.Flags);
        }

        public void Become(IReadOnlyList<Guid> labelIds, IReadOnlyList<string> flags)
        {
            LabelIds = labelIds;
            Flags = MessageFlags.Normalize(flags);
        }
    }
}
