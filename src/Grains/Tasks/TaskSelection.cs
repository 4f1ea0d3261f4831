using EmailAgent.Database;
using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Tasks;

namespace EmailAgent.Grains.Tasks;

/// <summary>Decides which sentences of a message become tasks. Pure.</summary>
internal static class TaskSelection
{
    private const double LeastConfidence = 0.5;
    private const int MostOfMessage = 20;

    /// <summary>
    /// Returns the tasks of a message: what the owner is asked for, what the owner promises, what the owner asks of others, and what others promise to the owner. A candidate
    /// whose quote is not in the text is left out.
    /// </summary>
    public static IReadOnlyList<FoundTask> Of(AnalyzedMessage message, OwnerAddresses owner) =>
        IsOfAProgram(message) ? []
            : [.. TaskExtractor.Extract(message, owner)
                .Where(candidate => candidate.Confidence >= LeastConfidence && Concerns(candidate, message))
                .Select(candidate => ToTask(candidate, message, owner))
                .OfType<FoundTask>()
                .DistinctBy(task => task.Span)
                .Take(MostOfMessage)];

    /// <summary>Indicates whether a message is a newsletter, or one that a program sent. Of mailing lists, the people on them can ask for something.</summary>
    public static bool IsOfAProgram(AnalyzedMessage message) => !message.IsSent
        && (AutomaticSender.Is(message.From.Email)
            || message.Signals.AutoSubmitted is not (null or "no")
            || message.Signals.Precedence is "bulk" or "junk"
            || (message.Signals is { CanUnsubscribe: true, ListId: null }));

    private static bool Concerns(TaskCandidate candidate, AnalyzedMessage message) => candidate.Kind switch
    {
        TaskKinds.Request => candidate.IsForOwner || (message.IsSent && candidate.AssigneeEmail is not null),
        TaskKinds.Commitment => true,
        _ => false,
    };

    private static FoundTask? ToTask(TaskCandidate candidate, AnalyzedMessage message, OwnerAddresses owner)
    {
        if (Locate(message.Text, candidate.Quote, candidate.Start) is not { } start || !NameText.IsReadable(Title(candidate)))
            return null;
        var assignee = candidate.IsForOwner ? null : candidate.AssigneeEmail ?? message.From.Email;
        return new FoundTask(
            message.Id,
            message.MailboxId,
            TaskSpan.Of(candidate.Quote),
            candidate.Kind == TaskKinds.Request ? TaskEvidenceKinds.Request : TaskEvidenceKinds.Commitment,
            Title(candidate),
            candidate.Quote,
            start,
            TaskPolicy.Normalize(new TaskDue(candidate.DueAt, candidate.DueHasTime)),
            assignee is null || owner.Contains(assignee) ? null : PgText.Clean(assignee.ToLowerInvariant()),
            (float)Math.Clamp(candidate.Confidence, 0, 1));
    }

    /// <summary>Returns the position of a quote; null if the text does not contain it literally.</summary>
    public static int? Locate(string text, string quote, int start)
    {
        if (string.IsNullOrWhiteSpace(quote) || !PgText.IsClean(quote))
            return null;
        if (start >= 0 && start <= text.Length - quote.Length && text.AsSpan(start, quote.Length).SequenceEqual(quote))
            return start;
        return text.IndexOf(quote, StringComparison.Ordinal) is >= 0 and var found ? found : null;
    }

    private static string Title(TaskCandidate candidate)
    {
        var title = string.Join(' ', (candidate.Title.Length > 0 ? candidate.Title : candidate.Quote).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return NameText.Tidy(title.Length > TaskPolicy.MaxTitle ? title[..(TaskPolicy.MaxTitle - 1)] + "…" : title);
    }
}
