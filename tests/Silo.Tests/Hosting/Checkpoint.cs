using System.Collections.Concurrent;

namespace EmailAgent.Silo.Tests.Hosting;

/// <summary>
/// Where a grain and a test wait for each other. Grains run in the process of the tests, so a name is enough.
/// </summary>
public sealed class Checkpoint
{
    private static readonly ConcurrentDictionary<string, Checkpoint> All = new();
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Checkpoint Named(string name) => All.GetOrAdd(name, _ => new Checkpoint());

    /// <summary>A name nobody else uses.</summary>
    public static string NewName() => Guid.NewGuid().ToString("N");

    /// <summary>For the grain: says that it is here, and waits until the test opens.</summary>
    public async Task PassAsync()
    {
        _reached.TrySetResult();
        await _opened.Task.WaitAsync(Limit);
    }

    /// <summary>For the grain: says that it is here.</summary>
    public void Reach() => _reached.TrySetResult();

    /// <summary>For the test: waits until a grain is here.</summary>
    public Task ReachedAsync() => _reached.Task.WaitAsync(Limit);

    public void Open() => _opened.TrySetResult();
}
