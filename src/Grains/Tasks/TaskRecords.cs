namespace EmailAgent.Grains.Tasks;

/// <summary>The result of a write.</summary>
internal enum TaskResult
{
    Written,

    /// <summary>No row met the condition of the write: its id, what the caller sees, or the expected state.</summary>
    Refused,

    TooMany,
    NoSuchParent,
    TooDeep,
    NoSuchProject,
    NoSuchMessage,
    QuoteNotFound,
}

/// <summary>Fields of a task as they are stored; null leaves a field as it is.</summary>
/// <param name="Assignee">Empty for the owner.</param>
/// <param name="ProjectId">Empty for none.</param>
/// <param name="ParentId">Empty for none.</param>
internal sealed record TaskChange(
    string? Title,
    string? Description,
    string? Status,
    string? Priority,
    TaskDue? Due,
    string? Assignee,
    Guid? ProjectId,
    Guid? ParentId,
    IReadOnlyList<GivenQuote> Evidence)
{
    /// <summary>Returns the names of the fields that are given, sorted.</summary>
    public string[] Fields => [.. Given().Where(named => named.IsGiven).Select(named => named.Name)];

    private (string Name, bool IsGiven)[] Given() =>
    [
        ("assignee", Assignee is not null),
        ("description", Description is not null),
        ("due_at", Due is not null),
        ("parent_task_id", ParentId is not null),
        ("priority", Priority is not null),
        ("project_id", ProjectId is not null),
        ("status", Status is not null),
        ("title", Title is not null),
    ];
}

/// <summary>A quote that a caller gives.</summary>
internal sealed record GivenQuote(Guid MessageId, string Quote);

/// <summary>A quote that is in its message.</summary>
internal sealed record FoundQuote(Guid MessageId, Guid ConnectionId, string Quote, int Start);

/// <summary>A task that the analysis finds in a message.</summary>
/// <param name="Span">The identity of the sentence in the message.</param>
/// <param name="Assignee">Null for the owner.</param>
internal sealed record FoundTask(
    Guid MessageId, Guid ConnectionId, string Span, string Kind, string Title, string Quote, int Start, TaskDue Due, string? Assignee, float Confidence);
