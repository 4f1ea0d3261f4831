namespace EmailAgent.Grains.Projects;

/// <summary>A project that is watched: the key is the ids of its user and of itself, separated by a slash. A reminder checks whether it has become due or stale.</summary>
[Alias("project-grain")]
public interface IProjectGrain : IGrainWithStringKey
{
    /// <summary>Begins to watch the project. It ends by itself when the project is deleted or no longer active.</summary>
    [Alias("watch"), Idempotent]
    Task WatchAsync();
}
