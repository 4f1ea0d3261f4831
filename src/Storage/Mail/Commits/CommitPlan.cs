using EmailAgent.Storage.Events;

namespace EmailAgent.Storage.Mail.Commits;

/// <summary>The writes that a commit comes down to, once what is stored already has been taken into account.</summary>
internal sealed class CommitPlan
{
    public List<NewMessage> Added { get; } = [];

    /// <summary>Stored messages that get their content, under the ids and dates they are stored with.</summary>
    public List<NewMessage> Completed { get; } = [];

    /// <summary>Flags by message, as they will be.</summary>
    public Dictionary<Guid, string[]> FlagsByMessage { get; } = [];

    /// <summary>Messages that go, with their threads.</summary>
    public Dictionary<Guid, Guid> DeletedThreads { get; } = [];

    /// <summary>New places of stored messages; their old ones go.</summary>
    public Dictionary<Guid, (MessagePlace Place, DateTimeOffset Date)> Placed { get; } = [];

    /// <summary>Labels of stored messages that are in several, as they will be.</summary>
    public Dictionary<Guid, LabelChange> LabelsByMessage { get; } = [];

    /// <summary>What happened to stored messages, in order; the events of <see cref="Added"/> need their threads and follow.</summary>
    public List<NewEvent> Events { get; } = [];

    /// <summary>How the labels' counters change.</summary>
    public Dictionary<Guid, (long Messages, long Unread)> CountChanges { get; } = [];

    /// <summary>How the connection's own counters change, which messages that are in several labels have.</summary>
    public (long Messages, long Unread) LabelledCountChange { get; private set; }

    public int Moved { get; set; }

    public void CountLabelled(string[] flags, int sign) =>
        LabelledCountChange = (LabelledCountChange.Messages + sign, LabelledCountChange.Unread + (MessageFlags.IsRead(flags) ? 0 : sign));

    public void Count(Guid labelId, string[] flags, int sign)
    {
        var (messages, unread) = CountChanges.GetValueOrDefault(labelId);
        CountChanges[labelId] = (messages + sign, unread + (MessageFlags.IsRead(flags) ? 0 : sign));
    }
}
