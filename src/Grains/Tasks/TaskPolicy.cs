using EmailAgent.Database;

namespace EmailAgent.Grains.Tasks;

/// <summary>Rules for the fields of tasks. Pure.</summary>
internal static class TaskPolicy
{
    public const int MaxTitle = 300;
    public const int MaxDescription = 20_000;
    public const int MaxAssignee = 254;
    public const int MaxQuotes = 10;
    public const int MaxQuote = 4_000;

    /// <summary>The levels of tasks: a task, its sub-tasks, and theirs.</summary>
    public const int MaxDepth = 3;

    /// <summary>Checks the fields that are given.</summary>
    /// <param name="isNew">Requires a title.</param>
    /// <returns>The fields as they are stored.</returns>
    public static Outcome<TaskChange> Check(TaskFields fields, bool isNew)
    {
        var quotes = new List<GivenQuote>();
        var problem = Problem.Combine(
            fields.Title is null && !isNew ? null : NameText.Check(OneLine(fields.Title), "title", MaxTitle),
            CheckLength(fields.Description, "description", MaxDescription),
            CheckWord(fields.Status, "status", TaskStates.All),
            CheckWord(fields.Priority, "priority", TaskUrgencies.All),
            NameText.CheckOptional(fields.Assignee, "assignee", MaxAssignee),
            CheckId(fields.ProjectId, "project_id", out var projectId),
            CheckId(fields.ParentTaskId, "parent_task_id", out var parentId),
            ReadQuotes(fields.Evidence ?? [], quotes));
        return problem is not null ? problem : new TaskChange(
            NameText.Tidy(OneLine(fields.Title)),
            PgText.Clean(fields.Description?.Trim()),
            fields.Status,
            fields.Priority,
            fields.Due is { } due ? Normalize(due) : null,
            Person(fields.Assignee),
            projectId,
            parentId,
            quotes);
    }

    /// <summary>Returns a time in UTC. A day without a time begins at midnight in UTC, whatever the zone in which it was named.</summary>
    public static TaskDue Normalize(TaskDue due) => due.At is not { } at ? new TaskDue(null, HasTime: false)
        : due.HasTime ? new TaskDue(at.ToUniversalTime(), HasTime: true)
        : new TaskDue(new DateTimeOffset(at.DateTime.Date, TimeSpan.Zero), HasTime: false);

    private static string? OneLine(string? text) => text?.ReplaceLineEndings(" ").Replace('\t', ' ');

    private static string? Person(string? text) =>
        NameText.Tidy(text) is { } person && person.Contains('@', StringComparison.Ordinal) ? person.ToLowerInvariant() : NameText.Tidy(text);

    private static Problem? CheckLength(string? text, string field, int most) =>
        text?.Length > most ? Invalid(field, $"Must not be longer than {most} characters.") : null;

    private static Problem? CheckWord(string? text, string field, IReadOnlyList<string> known) =>
        text is null || known.Contains(text) ? null : Invalid(field, $"Must be one of {string.Join(", ", known)}.");

    private static Problem? CheckId(string? text, string field, out Guid? id)
    {
        id = string.IsNullOrEmpty(text) ? Guid.Empty : Ids.TryParse(text, out var parsed) ? parsed : null;
        if (id is null)
            return Invalid(field, "This is not an id.");
        if (text is null)
            id = null;
        return null;
    }

    private static Problem? ReadQuotes(IReadOnlyList<TaskQuote> given, List<GivenQuote> quotes)
    {
        if (given.Count > MaxQuotes)
            return Invalid("evidence", $"A task has at most {MaxQuotes} quotes.");
        foreach (var (place, quote) in given.Index())
        {
            if (quote is null || string.IsNullOrWhiteSpace(quote.Quote) || quote.Quote.Length > MaxQuote)
                return Invalid($"evidence[{place}].quote", $"Must have 1 to {MaxQuote} characters.");
            if (quote.EmailId is null || !Ids.TryParse(quote.EmailId, out var messageId))
                return Invalid($"evidence[{place}].email_id", "This is not an id.");
            quotes.Add(new GivenQuote(messageId, quote.Quote));
        }

        return null;
    }

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
