using EmailAgent.Intelligence.Dates;
using EmailAgent.Intelligence.Requests;
using EmailAgent.Intelligence.Sentences;

namespace EmailAgent.Intelligence.Tasks;

/// <summary>Finds tasks in what the author of a message wrote. Takes time linear in the length of the text.</summary>
internal static class TaskExtractor
{
    private const int MostSentences = 300;

    /// <summary>Returns the tasks in the order of their quotes.</summary>
    public static IReadOnlyList<TaskCandidate> Extract(AnalyzedMessage message, OwnerAddresses owner)
    {
        var found = new List<TaskCandidate>();
        IReadOnlyList<FoundDate>? dates = null;
        foreach (var sentence in SentenceCutter.Cut(message.Text).Take(MostSentences))
        {
            var verdict = RequestClassifier.Classify(sentence.In(message.Text));
            if (verdict.Kind == SentenceKind.None)
                continue;
            dates ??= DateGrammar.Find(message.Text, message.Date);
            found.Add(Make(message, owner, sentence, verdict, DueOf(dates, sentence)));
        }

        return found;
    }

    private static TaskCandidate Make(AnalyzedMessage message, OwnerAddresses owner, Sentence sentence, SentenceVerdict verdict, FoundDate? due)
    {
        var (isForOwner, assignee) = verdict.Kind == SentenceKind.Commitment ? OfAuthor(message) : OfReader(message, owner);
        var quote = message.Text.Substring(sentence.Start, sentence.Length);
        return new TaskCandidate(
            KindOf(verdict.Kind),
            TaskTitle.Of(quote),
            quote,
            sentence.Start,
            sentence.Length,
            due is null ? null : Moment(due, message.Date.Offset),
            due?.Time is not null,
            assignee,
            isForOwner,
            verdict.Confidence);
    }

    private static string KindOf(SentenceKind kind) => kind switch
    {
        SentenceKind.Request => TaskKinds.Request,
        SentenceKind.Question => TaskKinds.Question,
        _ => TaskKinds.Commitment,
    };

    private static (bool IsForOwner, string? Assignee) OfAuthor(AnalyzedMessage message) => message.IsSent ? (true, null) : (false, message.From.Email);

    // A message to several asks none of them in particular; the owner among them is asked as well.
    private static (bool IsForOwner, string? Assignee) OfReader(AnalyzedMessage message, OwnerAddresses owner) =>
        !message.IsSent && message.To.Any(person => owner.Contains(person.Email)) ? (true, null)
        : message.To is [var only] ? (false, only.Email)
        : (false, null);

    // A limit counts more than another time that the sentence names.
    private static FoundDate? DueOf(IReadOnlyList<FoundDate> dates, Sentence sentence)
    {
        var within = dates.Where(date => date.Start >= sentence.Start && date.End <= sentence.End).ToList();
        return within.Find(date => date.IsDeadline) ?? (within.Count == 0 ? null : within[0]);
    }

    // A day without a time is the same for all zones: midnight in UTC. A week or a range ends with its last day.
    private static DateTimeOffset Moment(FoundDate due, TimeSpan offset) =>
        due.Time is { } time ? new(due.Date.ToDateTime(time), offset) : new((due.EndDate ?? due.Date).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
