using EmailAgent.Api.Events;
using EmailAgent.Grains.Projects;

namespace EmailAgent.Api.Projects;

/// <summary>Descriptions of the events of projects.</summary>
internal sealed class ProjectEventDescriptions : IEventDescriptions
{
    private static readonly EventField Id = new("project_id", EventFieldKind.Text, "The project.", EventFields.Id);
    private static readonly EventField Concern = new("concern", EventFieldKind.Text, "The reason if the project needs attention: due or stale.", "\"due\"", Always: false);

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(ProjectEvents.Created, "A project was made, or found in the mail.", Id),
        new(ProjectEvents.Updated, "A field or the mail of a project changed, or it became due or stale. Each concern is reported once.", Id, Concern),
        new(ProjectEvents.Deleted, "A project was deleted, or merged into another.", Id),
    ];
}
