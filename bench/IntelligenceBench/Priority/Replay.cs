using EmailAgent.Intelligence.Priority;
using EmailAgent.IntelligenceBench.Archives;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>
/// The archive of a list, replayed in the order of dates: each message is received by each member who answers regularly and is active, and either
/// answered or not. Features use only what had happened by then.
/// </summary>
internal sealed class Replay
{
    private const int MinMessages = 100;
    private const int MinAnswers = 8;
    private const int UnansweredPerAnswered = 10;
    private const double TrainingShare = 0.7;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromDays(30);

    private readonly List<ArchiveMessage> _messages;
    private readonly Dictionary<string, ArchiveMessage> _parents = [];
    private readonly Dictionary<string, string> _threads = [];
    private readonly Dictionary<string, Dictionary<string, DateTimeOffset>> _answers = [];
    private readonly Dictionary<string, Member> _members = [];

    private Replay(IEnumerable<ArchiveMessage> messages)
    {
        _messages = [.. messages.DistinctBy(message => message.Id).OrderBy(message => message.Message.Date)];
        FindAnswers();
        var counts = _answers.Values.SelectMany(answers => answers.Keys).GroupBy(email => email).ToDictionary(group => group.Key, group => group.Count());
        foreach (var message in _messages.Where(message => counts.GetValueOrDefault(message.Message.From.Email) >= MinAnswers))
        {
            var email = message.Message.From.Email;
            if (!_members.TryGetValue(email, out var member))
                _members[email] = member = new(email);
            member.Until = message.Message.Date;
        }
    }

    /// <summary>Returns the examples of all lists that are large enough.</summary>
    public static List<ReplayExample> All(IEnumerable<ArchiveMessage> messages)
    {
        var examples = new List<ReplayExample>();
        foreach (var list in messages.Where(message => message.List.Length > 0).GroupBy(message => message.List).Where(list => list.Count() >= MinMessages))
        {
            var replay = new Replay(list);
            var found = replay.Run();
            Console.WriteLine($"{list.Key,-40} {replay._messages.Count,6} messages {replay._members.Count,4} members {found.Count(example => example.IsAnswered),6} answers");
            examples.AddRange(found);
        }

        return examples;
    }

    private void FindAnswers()
    {
        var byId = _messages.ToDictionary(message => message.Id);
        foreach (var message in _messages)
        {
            var parent = message.Ancestors.Select(id => byId.GetValueOrDefault(id))
                .FirstOrDefault(found => found is not null && found.Message.Date < message.Message.Date && found.Id != message.Id);
            _threads[message.Id] = parent is null ? message.Id : _threads.GetValueOrDefault(parent.Id, parent.Id);
            if (parent is null)
                continue;
            _parents[message.Id] = parent;
            var author = message.Message.From.Email;
            if (parent.Message.From.Email == author || message.Message.Date - parent.Message.Date > AnswerTime)
                continue;
            if (!_answers.TryGetValue(parent.Id, out var answers))
                _answers[parent.Id] = answers = [];
            answers.TryAdd(author, message.Message.Date);
        }
    }

    private List<ReplayExample> Run()
    {
        var examples = new List<ReplayExample>();
        var boundary = _messages[(int)(_messages.Count * TrainingShare)].Message.Date;
        var (answered, received) = CountPairs();
        var share = Math.Min(1, UnansweredPerAnswered * (double)answered / Math.Max(1, received));
        var inThread = new Dictionary<string, int>();
        foreach (var message in _messages)
        {
            var thread = _threads[message.Id];
            foreach (var member in _members.Values.Where(member => Receives(member, message)))
            {
                if (Example(member, message, thread, inThread.GetValueOrDefault(thread), share) is { } example)
                    examples.Add(example with { IsTest = message.Message.Date >= boundary });
                member.Receive(message.Message.Date, message.Message.From.Email);
            }

            inThread[thread] = inThread.GetValueOrDefault(thread) + 1;
            if (_members.TryGetValue(message.Message.From.Email, out var author))
                author.Write(message.Message.Date, thread, message.Message.From.Name, Answered(message));
        }

        return examples;
    }

    private ReplayExample? Example(Member member, ArchiveMessage message, string thread, int messagesInThread, double share)
    {
        DateTimeOffset? answeredAt = _answers.TryGetValue(message.Id, out var answers) && answers.TryGetValue(member.Email, out var at) ? at : null;
        if (answeredAt is null && Chance(member.Email + message.Id) >= share)
            return null;
        var answersMember = _parents.TryGetValue(message.Id, out var parent) && parent.Message.From.Email == member.Email;
        var facts = member.Facts(message.Message.Date, message.Message.From.Email, thread, messagesInThread, answersMember);
        // Names and counts change during the replay, so the features are computed now.
        var features = PriorityFeatures.Of(message.Message, facts, member.Addresses);
        return new(member.Email, message.Message.Date, features, facts, answeredAt, answeredAt is null ? 1 / share : 1, IsTest: false);
    }

    private (long Answered, long Received) CountPairs()
    {
        var written = new HashSet<string>();
        var (answered, received) = (0L, 0L);
        foreach (var message in _messages)
        {
            received += written.Count(email => _members[email].Until >= message.Message.Date && email != message.Message.From.Email);
            answered += _answers.TryGetValue(message.Id, out var answers) ? answers.Keys.Count(written.Contains) : 0;
            if (_members.ContainsKey(message.Message.From.Email))
                written.Add(message.Message.From.Email);
        }

        return (answered, received);
    }

    private (string Sender, TimeSpan Time)? Answered(ArchiveMessage message) =>
        _parents.TryGetValue(message.Id, out var parent) && parent.Message.From.Email != message.Message.From.Email
            ? (parent.Message.From.Email, message.Message.Date - parent.Message.Date)
            : null;

    private static bool Receives(Member member, ArchiveMessage message) =>
        member.HasWritten && member.Until >= message.Message.Date && member.Email != message.Message.From.Email;

    // The same choice in each run.
    private static double Chance(string key) => Intelligence.Words.WordHash.Of('x', key) % 100_000 / 100_000.0;
}
