using EmailAgent.Database;

namespace EmailAgent.Grains.Projects;

/// <summary>Rules for the fields of projects, and for the attention that they need. Pure.</summary>
internal static class ProjectPolicy
{
    public const int MaxName = 120;
    public const int MaxDescription = 20_000;

    private static readonly TimeSpan DueSoon = TimeSpan.FromDays(1);
    private static readonly TimeSpan StaleAge = TimeSpan.FromDays(30);

    /// <summary>Checks the fields that are given.</summary>
    /// <param name="isNew">Requires a name.</param>
    /// <returns>The fields as they are stored.</returns>
    public static Outcome<ProjectChange> Check(ProjectFields fields, bool isNew)
    {
        var problem = Problem.Combine(
            fields.Name is null && !isNew ? null : NameText.Check(fields.Name, "name", MaxName),
            fields.Description?.Length > MaxDescription ? Invalid("description", $"Must not be longer than {MaxDescription} characters.") : null,
            fields.Status is null || ProjectStates.All.Contains(fields.Status) ? null : Invalid("status", $"Must be one of {string.Join(", ", ProjectStates.All)}."));
        return problem is not null
            ? problem
            : new ProjectChange(NameText.Tidy(fields.Name), PgText.Clean(fields.Description?.Trim()), fields.Status, fields.Due is { } due ? new ProjectDue(due.At?.ToUniversalTime()) : null);
    }

    /// <summary>Returns the attention that a project needs; null if it needs none.</summary>
    public static string? Concern(string status, DateTimeOffset? dueAt, DateTimeOffset lastActivityAt, DateTimeOffset now) =>
        status != ProjectStates.Active ? null
        : dueAt <= now + DueSoon ? ProjectConcerns.Due
        : lastActivityAt <= now - StaleAge ? ProjectConcerns.Stale
        : null;

    /// <summary>Returns the attention that a project needs if no event was appended of it yet.</summary>
    public static string? News(WatchedProject project, DateTimeOffset now) => Concern(project.Status, project.DueAt, project.LastActivityAt, now) switch
    {
        ProjectConcerns.Due when project.ReportedDueAt != project.DueAt => ProjectConcerns.Due,
        ProjectConcerns.Stale when project.ReportedStaleAt != project.LastActivityAt => ProjectConcerns.Stale,
        _ => null,
    };

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
