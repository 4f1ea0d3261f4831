using EmailAgent.Api.Events;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Api.Tasks;

/// <summary>Descriptions of the events of tasks.</summary>
internal sealed class TaskEventDescriptions : IEventDescriptions
{
    private static readonly EventField Id = new("task_id", EventFieldKind.Text, "The task.", EventFields.Id);
    private static readonly EventField Mailbox = new("connection_id", EventFieldKind.Text, "The mailbox of the mail that the task is from.", EventFields.Id, Always: false);

    public IReadOnlyList<EventDescription> All { get; } =
    [
        new(TaskEvents.Created, "A task was made, or found in new mail. Tasks in older mail have no events.", Id, Mailbox),
        new(TaskEvents.Updated, "A field of a task changed, or a later message reports that it is done.", Id, Mailbox),
        new(TaskEvents.Deleted, "A task was deleted, or a new analysis of its message no longer finds it. Tasks that are removed with their message have no event.", Id, Mailbox),
    ];
}
