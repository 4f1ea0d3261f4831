using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Tasks;

/// <summary>The events of tasks.</summary>
internal static class TaskEventData
{
    /// <param name="connectionId">The mailbox of the mail that the task is from; null for none.</param>
    public static NewEvent Of(string type, Guid taskId, Guid? connectionId) => new(
        type,
        connectionId is { } known ? $$"""{"task_id":"{{taskId:N}}","connection_id":"{{known:N}}"}""" : $$"""{"task_id":"{{taskId:N}}"}""");
}
