using Orleans.Concurrency;

namespace EmailAgent.Engine.Tests.Grains;

/// <summary>Timers that note their ticks in the journal under the grain's key.</summary>
public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan period, bool interleave, bool keepAlive);

    Task StartFailing(TimeSpan period);

    /// <summary>A timer that changes itself to a single further tick.</summary>
    Task StartAndChange(TimeSpan period);

    Task Stop();

    Task Hold(string checkpoint);

    Task HoldTicksAt(string checkpoint);

    [AlwaysInterleave]
    Task Ping();
}
