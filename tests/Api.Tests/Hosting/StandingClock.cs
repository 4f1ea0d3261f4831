namespace EmailAgent.Api.Tests.Hosting;

/// <summary>A clock that only a test moves, its timestamps too; timers run as usual. However slow the machine is, no window moves on, and nothing that is remembered expires.</summary>
internal sealed class StandingClock : TimeProvider
{
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private readonly long _startTimestamp = TimeProvider.System.GetTimestamp();
    private long _shift;

    private TimeSpan Shift => TimeSpan.FromTicks(Interlocked.Read(ref _shift));

    public override DateTimeOffset GetUtcNow() => _start + Shift;

    public override long GetTimestamp() => _startTimestamp + (long)(Shift.TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
