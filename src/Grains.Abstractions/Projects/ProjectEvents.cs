using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Projects;

/// <summary>Types of events of projects; data <c>{project_id, concern?}</c>.</summary>
[EventTypes]
public static class ProjectEvents
{
    public const string Created = "project.created";

    /// <summary>A field or the mail of a project changed, or the project has become due or stale, which <c>concern</c> names.</summary>
    public const string Updated = "project.updated";

    public const string Deleted = "project.deleted";
}
