namespace EmailAgent.Grains.Projects;

/// <summary>The origins of projects, and of their mail.</summary>
public static class ProjectSources
{
    /// <summary>A user or a program chose it.</summary>
    public const string Person = "person";

    /// <summary>It was found in the mail.</summary>
    public const string Detection = "detection";
}
