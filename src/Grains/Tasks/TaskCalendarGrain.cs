using EmailAgent.Grains.Identity;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Tasks;

[StatelessWorker, Reentrant]
internal sealed class TaskCalendarGrain(TaskFeedStore feeds, TaskReader reader, TimeProvider time) : Grain, ITaskCalendarGrain
{
    // What calendar programs show at a time; larger calendars slow them down.
    private const int MostTasks = 1_000;

    private static readonly TimeSpan EndedAge = TimeSpan.FromDays(30);
    private static readonly Problem NoSuchFeed = new(ProblemCodes.NotFound, "There is no such feed.");

    public async Task<Outcome<TaskCalendar>> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (OwnedToken.Parse(key) is not { } token || !await feeds.UseAsync(token.UserId, token.Hash, cancellationToken))
            return NoSuchFeed;
        var tasks = await reader.ListOfCalendarAsync(token.UserId, time.GetUtcNow() - EndedAge, MostTasks, cancellationToken);
        return new TaskCalendar(TaskCalendarWriter.Write(tasks));
    }
}
