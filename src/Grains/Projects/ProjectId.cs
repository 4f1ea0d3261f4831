namespace EmailAgent.Grains.Projects;

/// <summary>The key of a project's grain.</summary>
internal readonly record struct ProjectId(Guid UserId, Guid Id)
{
    public override string ToString() => $"{UserId:N}/{Id:N}";

    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static ProjectId Parse(string key) => key.Split('/') is [var user, var project]
        ? new ProjectId(Guid.ParseExact(user, "N"), Guid.ParseExact(project, "N"))
        : throw new FormatException("The key of a project is two ids separated by a slash.");
}
