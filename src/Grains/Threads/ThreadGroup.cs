namespace EmailAgent.Grains.Threads;

/// <summary>A node of the union-find structure: messages of the batch and stored threads that belong together.</summary>
internal sealed class ThreadGroup
{
    private ThreadGroup? _parent;

    private readonly HashSet<long> _participants;

    private ThreadGroup(MailThread state, bool isStored, IEnumerable<long> participants)
    {
        _participants = [.. participants];
        State = state;
        Stored = isStored ? [state] : [];
        Messages = isStored ? 0 : 1;
    }

    /// <summary>
    /// Returns the thread as it will be: dates and root of all members, id and subject of the oldest stored thread or else of the oldest
    /// message.
    /// </summary>
    public MailThread State { get; private set; }

    /// <summary>Returns the stored threads of the group.</summary>
    public List<MailThread> Stored { get; }

    /// <summary>Returns the number of messages of the batch in the group.</summary>
    public int Messages { get; private set; }

    /// <param name="participants">Participants of the thread, without the user.</param>
    public static ThreadGroup Of(MailThread stored, IEnumerable<long> participants) => new(stored, isStored: true, participants);

    /// <inheritdoc cref="Of(MailThread, IEnumerable{long})"/>
    // The thread gets the id of the first message that it is created for, so that the plan is a function of its input.
    public static ThreadGroup Of(UnthreadedMessage message, IEnumerable<long> participants) =>
        new(new MailThread(message.Id, message.Subject.Hash, message.Date, message.Date, !message.LooksLikeReply), isStored: false, participants);

    public ThreadGroup Root
    {
        get
        {
            var node = this;
            while (node._parent is { } parent)
            {
                node._parent = parent._parent ?? parent;
                node = parent;
            }

            return node;
        }
    }

    /// <summary>Indicates whether both have a participant besides the user in common, or neither has one: then both are notes to self.</summary>
    public bool SharesParticipant(ThreadGroup other) =>
        _participants.Overlaps(other._participants) || (_participants.Count == 0 && other._participants.Count == 0);

    public void Join(ThreadGroup other)
    {
        var (winner, loser) = Order(Root, other.Root);
        if (winner == loser)
            return;

        loser._parent = winner;
        winner._participants.UnionWith(loser._participants);
        winner.Stored.AddRange(loser.Stored);
        winner.Messages += loser.Messages;
        winner.State = winner.State with
        {
            FirstDate = loser.State.FirstDate < winner.State.FirstDate ? loser.State.FirstDate : winner.State.FirstDate,
            LastDate = loser.State.LastDate > winner.State.LastDate ? loser.State.LastDate : winner.State.LastDate,
            HasRoot = winner.State.HasRoot || loser.State.HasRoot,
        };
    }

    private static (ThreadGroup Winner, ThreadGroup Loser) Order(ThreadGroup a, ThreadGroup b)
    {
        if (a.Stored.Count > 0 != b.Stored.Count > 0)
            return a.Stored.Count > 0 ? (a, b) : (b, a);

        var order = a.State.FirstDate.CompareTo(b.State.FirstDate);
        return (order != 0 ? order : a.State.Id.CompareTo(b.State.Id)) <= 0 ? (a, b) : (b, a);
    }
}
