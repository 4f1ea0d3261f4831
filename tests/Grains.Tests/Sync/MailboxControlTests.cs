using EmailAgent.Grains.Sync;
using EmailAgent.Testing;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class MailboxControlTests
{
    private readonly MailboxControl _control = new();

    [Fact]
    public async Task Notify_DuringAWait_EndsItAndIsTakenOnce()
    {
        var waiting = _control.Signals.WaitAsync(ForeverAsync, false, CancellationToken.None);
        _control.Notify();

        Assert.False(await waiting);
        Assert.True(_control.IsNotified);
        Assert.True(_control.TakeNotified());
        Assert.False(_control.TakeNotified());
        Assert.False(_control.TakeWoken());
    }

    [Fact]
    public async Task Notify_BetweenWaits_IsNotLost()
    {
        _control.Notify();
        _control.Notify();

        Assert.False(await _control.Signals.WaitAsync(ForeverAsync, false, CancellationToken.None));
        Assert.True(_control.TakeNotified());
    }

    [Fact]
    public void Wake_IsNoNotification()
    {
        _control.Wake();

        Assert.False(_control.IsNotified);
        Assert.True(_control.TakeWoken());
    }

    [Fact]
    public async Task Wake_DuringAWaitBeforeTheNextSession_EndsItUnlessTheServerAskedForIt()
    {
        var time = new ManualTimeProvider();
        var waiting = _control.WaitOutAsync(TimeSpan.FromMinutes(10), null, time, CancellationToken.None);
        _control.Wake();
        await waiting;

        waiting = _control.WaitOutAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(2), time, CancellationToken.None);
        _control.Wake();
        time.Advance(TimeSpan.FromSeconds(119));
        Assert.False(waiting.IsCompleted);
        await time.AdvanceUntilEndAsync(waiting, TimeSpan.FromSeconds(1));
        Assert.True(_control.TakeWoken());
    }

    private static async Task<bool> ForeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return true;
    }
}
