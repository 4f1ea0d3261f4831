using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class WorkerSignalsTests
{
    private readonly WorkerSignals _signals = new();

    [Fact]
    public async Task Wait_ThatEndsByItself_ReturnsItsValue() =>
        Assert.True(await _signals.WaitAsync(_ => Task.FromResult(true), false, CancellationToken.None));

    [Fact]
    public async Task Raise_DuringAWait_EndsIt()
    {
        var waiting = _signals.WaitAsync(ForeverAsync, false, CancellationToken.None);
        _signals.Raise();
        Assert.False(await waiting);
    }

    [Fact]
    public async Task Raise_BeforeAWait_EndsTheNextOneAndOnlyThat()
    {
        _signals.Raise();
        Assert.False(await _signals.WaitAsync(ForeverAsync, false, CancellationToken.None));
        Assert.True(await _signals.WaitAsync(_ => Task.FromResult(true), false, CancellationToken.None));
    }

    [Fact]
    public async Task Stop_DuringAWait_Throws()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _signals.WaitAsync(ForeverAsync, false, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Stop_DuringAWaitThatEndsWithoutAnException_Throws()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _signals.WaitAsync(UntilCancelledAsync, false, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<bool> UntilCancelledAsync(CancellationToken cancellationToken)
    {
        await ((Task)ForeverAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    private static async Task<bool> ForeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return true;
    }
}
