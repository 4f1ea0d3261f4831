using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Tasks;

/// <summary>Types of events of tasks; data <c>{task_id, connection_id?}</c>, with the mailbox of the mail that the task is from.</summary>
[EventTypes]
public static class TaskEvents
{
    public const string Created = "task.created";

    /// <summary>A field changed, or a later message reports that the task is done.</summary>
    public const string Updated = "task.updated";

    public const string Deleted = "task.deleted";
}
