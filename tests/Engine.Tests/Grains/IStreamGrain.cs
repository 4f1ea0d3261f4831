using Orleans.Concurrency;

namespace EmailAgent.Engine.Tests.Grains;

public interface IStreamGrain : IGrainWithStringKey
{
    Task Publish(string stream, int first, int count);

    /// <summary>Notes what it gets in the journal under its key.</summary>
    Task Subscribe(string stream);

    Task Hold(string checkpoint);

    [AlwaysInterleave]
    Task Ping();
}
