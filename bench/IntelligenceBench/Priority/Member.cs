using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Priority;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>A member of a list, and what is known of it at a point of the replay.</summary>
internal sealed class Member(string email)
{
    private readonly Dictionary<string, int> _received = [];
    private readonly Dictionary<string, int> _answered = [];
    private readonly Dictionary<string, List<TimeSpan>> _times = [];
    private readonly Dictionary<string, int> _threads = [];
    private readonly Dictionary<string, DateTimeOffset> _lastInThread = [];
    private DateTimeOffset? _last;
    private readonly Queue<DateTimeOffset> _received90 = [];
    private readonly Queue<DateTimeOffset> _answered90 = [];

    public string Email { get; } = email;

    public OwnerAddresses Addresses { get; } = new([email]);

    public List<string> Names { get; } = [];

    /// <summary>The date of the member's last message, after which it may have left the list.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>Indicates whether the member has written yet.</summary>
    public bool HasWritten { get; private set; }

    public PriorityFacts Facts(DateTimeOffset at, string sender, string thread, int messagesInThread, bool answersMember) => new()
    {
        ReceivedFromList = Recent(_received90, at),
        AnsweredFromList = Recent(_answered90, at),
        ReceivedFromSender = _received.GetValueOrDefault(sender),
        AnsweredFromSender = _answered.GetValueOrDefault(sender),
        SentToSender = _answered.GetValueOrDefault(sender),
        TimeToAnswerSender = _times.TryGetValue(sender, out var times) ? times.Order().ElementAt(times.Count / 2) : null,
        MessagesInThread = messagesInThread,
        OwnMessagesInThread = _threads.GetValueOrDefault(thread),
        SinceOwnMessageInThread = _lastInThread.TryGetValue(thread, out var last) ? at - last : null,
        SinceOwnMessageToList = at - _last,
        AnswersOwner = answersMember,
        OwnerNames = Names,
    };

    private static int Recent(Queue<DateTimeOffset> times, DateTimeOffset at)
    {
        while (times.TryPeek(out var first) && at - first > PriorityFacts.ListPeriod)
            times.Dequeue();
        return times.Count;
    }

    public void Receive(DateTimeOffset at, string sender)
    {
        _received[sender] = _received.GetValueOrDefault(sender) + 1;
        _received90.Enqueue(at);
    }

    /// <param name="answered">The sender of the message that is answered, and the time since then; null if none is.</param>
    public void Write(DateTimeOffset at, string thread, string? name, (string Sender, TimeSpan Time)? answered)
    {
        HasWritten = true;
        _last = _lastInThread[thread] = at;
        _threads[thread] = _threads.GetValueOrDefault(thread) + 1;
        if (name is not null && !Names.Contains(name) && Names.Count < 3)
            Names.Add(name);
        if (answered is not var (sender, time))
            return;
        _answered[sender] = _answered.GetValueOrDefault(sender) + 1;
        _answered90.Enqueue(at);
        if (!_times.TryGetValue(sender, out var times))
            _times[sender] = times = [];
        times.Add(time);
    }
}
