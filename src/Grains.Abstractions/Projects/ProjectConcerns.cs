namespace EmailAgent.Grains.Projects;

/// <summary>The states in which active projects need attention.</summary>
public static class ProjectConcerns
{
    /// <summary>The project is due within a day, or overdue.</summary>
    public const string Due = "due";

    /// <summary>Nothing has happened in the project for 30 days.</summary>
    public const string Stale = "stale";
}
