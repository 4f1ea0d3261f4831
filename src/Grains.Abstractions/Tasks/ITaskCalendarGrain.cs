namespace EmailAgent.Grains.Tasks;

/// <summary>The calendar feeds of all users, for calendar programs without an account: a stateless worker, key 0.</summary>
[Alias("task-calendar-reader")]
public interface ITaskCalendarGrain : IGrainWithIntegerKey
{
    /// <summary>Writes the tasks of the user whose link has a key. Refused with <c>not_found</c> for any other key.</summary>
    [Alias("read"), Idempotent]
    Task<Outcome<TaskCalendar>> ReadAsync(string key, CancellationToken cancellationToken);
}
