using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Projects;

/// <summary>A project of a user: mail and tasks that belong together.</summary>
/// <param name="Description">Notes of the user; empty for none.</param>
/// <param name="Status">The state of the project.</param>
/// <param name="DueAt">When it is due; null if it is not.</param>
/// <param name="Source">Its origin.</param>
/// <param name="Edited">The fields that a user or a program has set. Detection no longer changes them.</param>
[GenerateSerializer, Immutable, Alias("project")]
public sealed record Project(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Description,
    [property: Id(3), ProjectStateName] string Status,
    [property: Id(4)] DateTimeOffset? DueAt,
    [property: Id(5), ProjectSourceName] string Source,
    [property: Id(6)] IReadOnlyList<string> Edited,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] DateTimeOffset UpdatedAt);

/// <summary>A project in the list, with its numbers.</summary>
/// <param name="Project">The project.</param>
/// <param name="ThreadCount">Number of threads.</param>
/// <param name="OpenTaskCount">Number of tasks that are open or in progress.</param>
/// <param name="LastActivityAt">Date of the newest message, or time of the last change of a task or of the project itself.</param>
/// <param name="Concern">The attention that it needs; null for none.</param>
[GenerateSerializer, Immutable, Alias("listed-project")]
public sealed record ListedProject(
    [property: Id(0)] Project Project,
    [property: Id(1)] int ThreadCount,
    [property: Id(2)] int OpenTaskCount,
    [property: Id(3)] DateTimeOffset LastActivityAt,
    [property: Id(4), ProjectConcernName] string? Concern);

/// <summary>A person in the mail of a project.</summary>
/// <param name="Email">The address in lower case.</param>
/// <param name="Name">The last display name; null for none.</param>
/// <param name="MessageCount">Number of messages that the person sent in it.</param>
/// <param name="IsMe">Whether it is an address of the owner.</param>
[GenerateSerializer, Immutable, Alias("project-member")]
public sealed record ProjectMember(
    [property: Id(0)] string Email,
    [property: Id(1)] string? Name,
    [property: Id(2)] int MessageCount,
    [property: Id(3)] bool IsMe);

/// <summary>The activity in a project during a week.</summary>
/// <param name="WeekStart">Monday, 00:00 in UTC.</param>
/// <param name="MessageCount">Number of messages.</param>
/// <param name="CompletedTaskCount">Number of tasks that were done.</param>
[GenerateSerializer, Immutable, Alias("project-week")]
public sealed record ProjectWeek(
    [property: Id(0)] DateTimeOffset WeekStart,
    [property: Id(1)] int MessageCount,
    [property: Id(2)] int CompletedTaskCount);

/// <summary>A sentence of the summary of a project.</summary>
/// <param name="EmailId">The message.</param>
/// <param name="Quote">The sentence, literally as it is in the text of the message.</param>
/// <param name="Start">Its position in the text of the message, in UTF-16 units.</param>
[GenerateSerializer, Immutable, Alias("project-sentence")]
public sealed record ProjectSentence(
    [property: Id(0)] string EmailId,
    [property: Id(1)] string Quote,
    [property: Id(2)] int Start);

/// <summary>A project as a whole, with its people and activity.</summary>
/// <param name="Summary">Sentences of its newest mail.</param>
/// <param name="Members">The people in its mail, those with the most messages first; at most 50.</param>
/// <param name="Activity">The last twelve weeks, oldest first.</param>
[GenerateSerializer, Immutable, Alias("project-overview")]
public sealed record ProjectOverview(
    [property: Id(0)] ListedProject Listed,
    [property: Id(1)] IReadOnlyList<ProjectSentence> Summary,
    [property: Id(2)] IReadOnlyList<ProjectMember> Members,
    [property: Id(3)] IReadOnlyList<ProjectWeek> Activity);

/// <summary>A reason for which a message belongs to a project.</summary>
/// <param name="Code">A stable code: <c>subject</c>, <c>words</c>, <c>people</c>, <c>first</c> or <c>chosen</c>.</param>
/// <param name="Words">A sentence for the owner.</param>
[GenerateSerializer, Immutable, Alias("project-link-reason")]
public sealed record ProjectLinkReason(
    [property: Id(0)] string Code,
    [property: Id(1)] string Words);

/// <summary>A message of a project.</summary>
/// <param name="Email">The message.</param>
/// <param name="Source">The origin of its place in the project, which is that of its thread.</param>
/// <param name="Reasons">The reasons for which its thread belongs to the project.</param>
[GenerateSerializer, Immutable, Alias("project-email")]
public sealed record ProjectEmail(
    [property: Id(0)] EmailSummary Email,
    [property: Id(1), ProjectSourceName] string Source,
    [property: Id(2)] IReadOnlyList<ProjectLinkReason> Reasons);

/// <summary>The result of a detection.</summary>
/// <param name="Created">Number of new projects.</param>
/// <param name="Extended">Number of projects to which threads were added.</param>
/// <param name="Threads">Number of threads that were added.</param>
/// <param name="Compared">Number of threads that were compared.</param>
[GenerateSerializer, Immutable, Alias("project-detection")]
public sealed record ProjectDetection(
    [property: Id(0)] int Created,
    [property: Id(1)] int Extended,
    [property: Id(2)] int Threads,
    [property: Id(3)] int Compared);

/// <summary>Fields of a project to be made or changed; null leaves a field as it is, or at its default.</summary>
/// <param name="Due">The time at which it is due; a null time removes it.</param>
[GenerateSerializer, Immutable, Alias("project-fields")]
public sealed record ProjectFields(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Description,
    [property: Id(2)] string? Status,
    [property: Id(3)] ProjectDue? Due);

/// <summary>A time at which a project is due.</summary>
/// <param name="At">Null for none.</param>
[GenerateSerializer, Immutable, Alias("project-due")]
public sealed record ProjectDue(
    [property: Id(0)] DateTimeOffset? At);
