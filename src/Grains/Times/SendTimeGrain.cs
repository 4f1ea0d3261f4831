using System.Globalization;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Times;

[StatelessWorker]
internal sealed class SendTimeGrain(TimeProvider time) : Grain, ISendTimeGrain
{
    public Task<Outcome<ResolvedTime>> ResolveAsync(string text, string? timezone, CancellationToken cancellationToken)
    {
        var outcome = SendTime.Resolve(text, timezone, time.GetUtcNow());
        return Task.FromResult<Outcome<ResolvedTime>>(outcome.Value is { } moment ? Describe(moment) : outcome.Problem!);
    }

    private static ResolvedTime Describe(SendMoment moment) => new(
        moment.Instant,
        moment.Zone,
        SendTime.ToLocal(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        moment.Shift switch
        {
            TimeShift.Skipped => "skipped",
            TimeShift.Repeated => "repeated",
            _ => null,
        });
}
