using EmailAgent.Grains.Tasks;

namespace EmailAgent.Api.Tasks;

/// <summary>A task to be made.</summary>
/// <param name="Title">Required; 1 to 300 characters in one line.</param>
/// <param name="Description">Notes of up to 20,000 characters.</param>
/// <param name="Status"><c>open</c> when absent.</param>
/// <param name="Priority"><c>normal</c> when absent.</param>
/// <param name="DueAt">When it is due: a timestamp, or a date for a task that is due on a day.</param>
/// <param name="Assignee">The address or the name of the person who does it; the caller when absent.</param>
/// <param name="ProjectId">The project that it belongs to.</param>
/// <param name="ParentTaskId">The task that it is a part of; two levels of sub-tasks are possible.</param>
/// <param name="Evidence">At most 10 quotes of messages in the caller's own mail, literally as in <c>body_text</c>. The task is of the mailbox of the first.</param>
internal sealed record MailTaskRequest(
    string Title,
    string? Description,
    [property: TaskStateName] string? Status,
    [property: TaskUrgencyName] string? Priority,
    string? DueAt,
    string? Assignee,
    string? ProjectId,
    string? ParentTaskId,
    IReadOnlyList<TaskQuote>? Evidence);

/// <summary>Changes to a task; absent or null fields stay, and an empty text removes a value. The analysis no longer changes what is set here.</summary>
/// <param name="Title">1 to 300 characters in one line.</param>
/// <param name="Description">Notes of up to 20,000 characters.</param>
/// <param name="Status">The new state.</param>
/// <param name="Priority">The new priority.</param>
/// <param name="DueAt">A timestamp, or a date for a task that is due on a day.</param>
/// <param name="Assignee">The address or the name of the person who does it; empty for the caller.</param>
/// <param name="ProjectId">The project that it belongs to.</param>
/// <param name="ParentTaskId">The task that it is a part of.</param>
internal sealed record MailTaskChangesRequest(
    string? Title,
    string? Description,
    [property: TaskStateName] string? Status,
    [property: TaskUrgencyName] string? Priority,
    string? DueAt,
    string? Assignee,
    string? ProjectId,
    string? ParentTaskId);

/// <summary>A link to the calendar feed of the caller's tasks, for everyone who has it.</summary>
/// <param name="Url">Path and key of the feed on this server, shown only once.</param>
internal sealed record TaskFeedLink(string Url, DateTimeOffset CreatedAt);
