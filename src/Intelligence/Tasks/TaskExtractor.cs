using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Tasks;

/// <summary>Finds requests and commitments in messages by the phrases with which sentences begin them.</summary>
internal static class TaskExtractor
{
    private const int LongestTitle = 120;

    private static readonly string[] Requests =
    [
        " please ", " can you ", " could you ", " would you ", " will you ", " bitte ", " kannst du ", " konnen sie ", " konntest du ", " konnten sie ",
        " pourriez vous ", " peux tu ", " pouvez vous ", " merci de ", " por favor ", " puedes ", " podrias ", " kan du ", " skulle du kunna ", " var snall ",
    ];

    private static readonly string[] Commitments =
    [
        " i will ", " i ll ", " ich werde ", " je vais ", " voy a ", " jag ska ",
    ];

    /// <summary>Returns the requests and commitments of a message, in the order of its text.</summary>
    public static IReadOnlyList<TaskCandidate> Extract(AnalyzedMessage message, OwnerAddresses owner)
    {
        var found = new List<TaskCandidate>();
        var text = message.Text.AsSpan();
        var lines = new NewLines(text);
        while (lines.Read())
        {
            if (!text.Overlaps(lines.Current, out var start))
                continue;
            foreach (var (from, length) in SentenceCutter.Cut(lines.Current))
            {
                if (Candidate(message, owner, start + from, length) is { } candidate)
                    found.Add(candidate);
            }
        }

        return found;
    }

    private static TaskCandidate? Candidate(AnalyzedMessage message, OwnerAddresses owner, int start, int length)
    {
        var quote = message.Text.Substring(start, length);
        var normal = TaskSpan.Normalize(quote);
        var isRequest = Requests.Any(phrase => normal.Contains(phrase, StringComparison.Ordinal));
        if (!isRequest && !Commitments.Any(phrase => normal.Contains(phrase, StringComparison.Ordinal)))
            return null;
        var title = quote.Length > LongestTitle ? quote[..LongestTitle] : quote;
        var assignee = isRequest ? message.To.FirstOrDefault(person => message.IsSent || owner.Contains(person.Email))?.Email : message.From.Email;
        var isForOwner = isRequest ? !message.IsSent && assignee is not null : message.IsSent;
        return new TaskCandidate(isRequest ? "request" : "commitment", title, quote, start, length, null, false, assignee, isForOwner, 0.7);
    }
}
