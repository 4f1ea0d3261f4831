namespace EmailAgent.Api.Tests.Hosting;

/// <summary>Always the moment in which it was made, so that no wait ends however slow the machine is; timers run as usual.</summary>
public sealed class FrozenClock : TimeProvider
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;
}
