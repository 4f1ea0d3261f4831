using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Projects;

/// <summary>The events of projects.</summary>
internal static class ProjectEventData
{
    public static NewEvent Of(string type, Guid projectId) => new(type, $$"""{"project_id":"{{projectId:N}}"}""");

    /// <summary>Returns the event of a project that needs attention.</summary>
    public static NewEvent OfConcern(Guid projectId, string concern) => new(ProjectEvents.Updated, $$"""{"project_id":"{{projectId:N}}","concern":"{{concern}}"}""");
}
