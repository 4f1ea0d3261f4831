namespace EmailAgent.Grains.Projects;

/// <summary>The audited actions of projects.</summary>
internal static class ProjectActions
{
    public const string Create = "project.create";

    public const string Change = "project.change";

    public const string Delete = "project.delete";

    /// <summary>Mail was put into a project.</summary>
    public const string Link = "project.link";

    /// <summary>Mail was taken out of a project.</summary>
    public const string Unlink = "project.unlink";

    public const string Merge = "project.merge";

    public const string Split = "project.split";

    /// <summary>Projects were found in the mail.</summary>
    public const string Detect = "project.detect";
}
