namespace EmailAgent.Grains.Projects;

/// <summary>Limits of projects; bound from the configuration section <c>Projects</c>.</summary>
internal sealed class ProjectOptions
{
    public const string Section = "Projects";

    /// <summary>Projects that a user can have, done and archived ones included. At the limit, detection finds no further ones. Lowering it removes nothing. Default: 500.</summary>
    public int PerUser { get; set; } = 500;
}
