namespace EmailAgent.Grains.Projects;

/// <summary>The result of a write.</summary>
internal enum ProjectResult
{
    Written,

    /// <summary>No row met the condition of the write: its id, or the expected state.</summary>
    Refused,

    TooMany,
    NoSuchMessage,
    NoSuchOther,
}

/// <summary>Fields of a project as they are stored; null leaves a field as it is.</summary>
internal sealed record ProjectChange(string? Name, string? Description, string? Status, ProjectDue? Due)
{
    /// <summary>Returns the names of the fields that are given, sorted.</summary>
    public string[] Fields => [.. Given().Where(named => named.IsGiven).Select(named => named.Name)];

    private (string Name, bool IsGiven)[] Given() =>
        [("description", Description is not null), ("due_at", Due is not null), ("name", Name is not null), ("status", Status is not null)];
}

/// <summary>The state of a project that decides whether it needs attention.</summary>
/// <param name="ReportedDueAt">The due time of which an event was appended.</param>
/// <param name="ReportedStaleAt">The last activity of which an event was appended.</param>
internal sealed record WatchedProject(
    string Status, DateTimeOffset? DueAt, DateTimeOffset LastActivityAt, DateTimeOffset? ReportedDueAt, DateTimeOffset? ReportedStaleAt);
