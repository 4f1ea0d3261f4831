using EmailAgent.Grains.Projects;

namespace EmailAgent.Api.Projects;

/// <summary>A project to be made.</summary>
/// <param name="Name">Required; 1 to 120 characters.</param>
/// <param name="Description">Notes of up to 20,000 characters.</param>
/// <param name="Status"><c>active</c> when absent.</param>
/// <param name="DueAt">When it is due: a timestamp, or a date that means its first moment in UTC.</param>
/// <param name="EmailIds">Messages whose threads belong to it; at most 100.</param>
internal sealed record ProjectRequest(string Name, string? Description, [property: ProjectStateName] string? Status, string? DueAt, IReadOnlyList<string>? EmailIds);

/// <summary>Changes to a project; absent or null fields stay, and an empty text removes a value.</summary>
/// <param name="Name">1 to 120 characters.</param>
/// <param name="Description">Notes of up to 20,000 characters.</param>
/// <param name="Status">The new state.</param>
/// <param name="DueAt">A timestamp, or a date that means its first moment in UTC.</param>
internal sealed record ProjectChangesRequest(string? Name, string? Description, [property: ProjectStateName] string? Status, string? DueAt);

/// <summary>Messages to put into a project.</summary>
/// <param name="EmailIds">Required; 1 to 100 messages. Their whole threads belong to the project, and leave the project in which they were.</param>
internal sealed record ProjectEmailsRequest(IReadOnlyList<string> EmailIds);

/// <summary>Projects to merge into another.</summary>
/// <param name="ProjectIds">Required; 1 to 100 other projects. They are deleted after their mail and tasks were moved.</param>
internal sealed record ProjectMergeRequest(IReadOnlyList<string> ProjectIds);

/// <summary>A new project to split off.</summary>
/// <param name="Name">Required; 1 to 120 characters.</param>
/// <param name="EmailIds">Required; 1 to 100 messages of the project, whose threads are moved.</param>
internal sealed record ProjectSplitRequest(string Name, IReadOnlyList<string> EmailIds);
