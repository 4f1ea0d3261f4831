namespace EmailAgent.Grains.Projects;

/// <summary>Refusals of requests for projects.</summary>
public static class ProjectProblems
{
    /// <summary>The user already has a project of this name.</summary>
    [Problem(409, "Project exists")]
    public const string NameTaken = "project_exists";
}
