using EmailAgent.Grains.Events;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The writes of a commit, without changes that are stored already.</summary>
internal sealed class CommitPlan
{
    public List<NewMessage> Added { get; } = [];

    /// <summary>Returns partial messages that get their content, with the ids and dates that they are stored with.</summary>
    public List<NewMessage> Completed { get; } = [];

    /// <summary>Returns new flags by message.</summary>
    public Dictionary<Guid, string[]> FlagsByMessage { get; } = [];

    /// <summary>Returns threads of deleted messages, by message.</summary>
    public Dictionary<Guid, Guid> DeletedThreads { get; } = [];

    /// <summary>Returns new locations of stored messages, which replace the old ones.</summary>
    public Dictionary<Guid, (RemotePlacement Place, DateTimeOffset Date)> Placed { get; } = [];

    /// <summary>Returns new labels of stored messages that can have several.</summary>
    public Dictionary<Guid, LabelChange> LabelsByMessage { get; } = [];

    /// <summary>Returns the events of stored messages, in order; the events of <see cref="Added"/> need their threads and follow.</summary>
    public List<NewEvent> Events { get; } = [];

    /// <summary>Returns the changes of the labels' counters.</summary>
    public Dictionary<Guid, (long Messages, long Unread)> CountChanges { get; } = [];

    /// <summary>Returns the change of the connection's own counters, which exist where messages can have several labels.</summary>
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
