using Orleans.Concurrency;

namespace EmailAgent.Engine.Tests.Grains;

/// <summary>Calls that can be held at a checkpoint, to see what else runs meanwhile.</summary>
public interface IHold : IGrainWithStringKey
{
    Task Hold(string checkpoint);

    Task Ping();

    [AlwaysInterleave]
    Task PingInterleaved();

    [AlwaysInterleave]
    Task HoldInterleaved(string checkpoint);

    [ReadOnly]
    Task HoldReadOnly(string checkpoint);

    [OneWay]
    Task HoldOneWay(string checkpoint);

    /// <summary>Whether code after an await runs on the scheduler of the code before it, and that is not the default one.</summary>
    Task<bool> StaysOnScheduler();

    /// <summary>Adds one in several turns, noting each overlap with another thread.</summary>
    Task<int> Add(int turns);

    /// <summary>As <see cref="Add"/>, noting also each overlap with another such call at an await.</summary>
    Task<int> AddAlone(int turns);

    Task<int> Overlaps();
}

public interface IHoldGrain : IHold;

public interface IReentrantHoldGrain : IHold;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task Hold(string checkpoint);

    Task<Guid> Instance();
}
