namespace EmailAgent.Grains.Projects;

/// <summary>The states of projects.</summary>
public static class ProjectStates
{
    public const string Active = "active";
    public const string Done = "done";
    public const string Archived = "archived";

    public static IReadOnlyList<string> All { get; } = [Active, Done, Archived];
}
