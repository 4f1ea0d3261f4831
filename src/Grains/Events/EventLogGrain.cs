using EmailAgent.Grains.Access;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Events;

[StatelessWorker, Reentrant]
internal sealed class EventLogGrain(EventLog log) : Grain, IEventLogGrain
{
    public async Task<EventPage> ReadAsync(Visibility visible, long after, IReadOnlyList<string> types, int limit, CancellationToken cancellationToken)
    {
        // Read before the entries: what is appended in between is left for the next call, not skipped.
        var head = types.Count == 0 && visible.ConnectionIds is null ? after : await log.GetLastAsync(visible.UserId, cancellationToken);
        var entries = await log.ReadAsync(visible, after, types, limit, cancellationToken);
        var last = entries.Count == 0 ? after : entries[^1].Seq;
        return new EventPage(entries, entries.Count < limit ? Math.Max(last, head) : last);
    }

    public Task<long> GetLastAsync(Guid userId, CancellationToken cancellationToken) => log.GetLastAsync(userId, cancellationToken);
}
