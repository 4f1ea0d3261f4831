namespace EmailAgent.Grains.Tasks;

/// <summary>A sentence of a message on which a task is based.</summary>
/// <param name="EmailId">The message.</param>
/// <param name="Quote">The sentence, literally as it is in the text of the message.</param>
/// <param name="Start">Its position in the text of the message, in UTF-16 units.</param>
/// <param name="Kind">Its part in the task.</param>
[GenerateSerializer, Immutable, Alias("task-evidence")]
public sealed record TaskEvidence(
    [property: Id(0)] string EmailId,
    [property: Id(1)] string Quote,
    [property: Id(2)] int Start,
    [property: Id(3), TaskEvidenceKindName] string Kind);

/// <summary>A task of a user.</summary>
/// <param name="Title">A line that names the task.</param>
/// <param name="Description">Notes of the user; empty for none.</param>
/// <param name="Status">The state of the task.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="DueAt">When it is due; null if it is not. Without a time of day, midnight in UTC at the beginning of the day.</param>
/// <param name="DueHasTime">Whether it is due at a time of day.</param>
/// <param name="Assignee">The address or the name of the person who does it; null for the owner.</param>
/// <param name="IsMine">Whether the owner does it.</param>
/// <param name="ProjectId">The project that it belongs to; null for none.</param>
/// <param name="ParentTaskId">The task that it is a part of; null for none.</param>
/// <param name="ConnectionId">The mailbox of the mail that it is from; null for none.</param>
/// <param name="Source">Its origin.</param>
/// <param name="Confidence">How sure the analysis is, 0 to 1; null for tasks that it did not find.</param>
/// <param name="Edited">The fields that a user or a program has set. The analysis no longer changes them.</param>
/// <param name="Evidence">Sentences of mail on which it is based, oldest first.</param>
/// <param name="CompletedAt">When it was done; null while it is not.</param>
[GenerateSerializer, Immutable, Alias("mail-task")]
public sealed record MailTask(
    [property: Id(0)] string Id,
    [property: Id(1)] string Title,
    [property: Id(2)] string Description,
    [property: Id(3), TaskStateName] string Status,
    [property: Id(4), TaskUrgencyName] string Priority,
    [property: Id(5)] DateTimeOffset? DueAt,
    [property: Id(6)] bool DueHasTime,
    [property: Id(7)] string? Assignee,
    [property: Id(8)] bool IsMine,
    [property: Id(9)] string? ProjectId,
    [property: Id(10)] string? ParentTaskId,
    [property: Id(11)] string? ConnectionId,
    [property: Id(12), TaskSourceName] string Source,
    [property: Id(13)] float? Confidence,
    [property: Id(14)] IReadOnlyList<string> Edited,
    [property: Id(15)] IReadOnlyList<TaskEvidence> Evidence,
    [property: Id(16)] DateTimeOffset CreatedAt,
    [property: Id(17)] DateTimeOffset UpdatedAt,
    [property: Id(18)] DateTimeOffset? CompletedAt);

/// <summary>A time or a day by which a task is to be done.</summary>
/// <param name="At">The time; null for none.</param>
/// <param name="HasTime">Indicates whether the time of day matters; otherwise the time is the beginning of the day in UTC.</param>
[GenerateSerializer, Immutable, Alias("task-due")]
public sealed record TaskDue(
    [property: Id(0)] DateTimeOffset? At,
    [property: Id(1)] bool HasTime);

/// <summary>A sentence that a caller gives as the base of a task.</summary>
/// <param name="EmailId">Required; the message.</param>
/// <param name="Quote">Required; a part of the text of the message, literally.</param>
[GenerateSerializer, Immutable, Alias("task-quote")]
public sealed record TaskQuote(
    [property: Id(0)] string EmailId,
    [property: Id(1)] string Quote);

/// <summary>Fields of a task to be made or changed; null leaves a field as it is, or at its default. An empty text removes a value.</summary>
/// <param name="Evidence">The quotes of a task that is made; a change has none.</param>
[GenerateSerializer, Immutable, Alias("task-fields")]
public sealed record TaskFields(
    [property: Id(0)] string? Title,
    [property: Id(1)] string? Description,
    [property: Id(2)] string? Status,
    [property: Id(3)] string? Priority,
    [property: Id(4)] TaskDue? Due,
    [property: Id(5)] string? Assignee,
    [property: Id(6)] string? ProjectId,
    [property: Id(7)] string? ParentTaskId,
    [property: Id(8)] IReadOnlyList<TaskQuote>? Evidence = null);

/// <summary>The selection of a list of tasks. Null and empty conditions select all.</summary>
/// <param name="ParentTaskId">The sub-tasks of this task; an empty text selects tasks that are no sub-tasks.</param>
/// <param name="AssignedTo">One of <see cref="TaskAssignments"/>.</param>
/// <param name="Sort">One of <see cref="TaskSorts"/>.</param>
/// <param name="Page">From 1.</param>
[GenerateSerializer, Immutable, Alias("task-query")]
public sealed record TaskQuery(
    [property: Id(0)] IReadOnlyList<string> Statuses,
    [property: Id(1)] IReadOnlyList<string> Priorities,
    [property: Id(2)] string? ProjectId,
    [property: Id(3)] string? ParentTaskId,
    [property: Id(4)] DateTimeOffset? DueBefore,
    [property: Id(5)] string? AssignedTo,
    [property: Id(6)] string Sort,
    [property: Id(7)] int Page,
    [property: Id(8)] int PageSize);
