namespace EmailAgent.Api.Tests.Hosting;

/// <summary>The real clock, put forward by a test; timers run as usual.</summary>
/// <param name="runs">Whether time passes by itself; if not, no wait ends however slow the machine is.</param>
public sealed class ShiftedClock(bool runs = true) : TimeProvider
{
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private long _shift;

    public override DateTimeOffset GetUtcNow() => (runs ? base.GetUtcNow() : _start) + TimeSpan.FromTicks(Interlocked.Read(ref _shift));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
