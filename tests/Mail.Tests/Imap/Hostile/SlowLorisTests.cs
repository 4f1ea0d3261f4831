using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Session;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

public sealed class SlowLorisTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Fetch_DrippedByteByByte_Fails()
    {
        var options = new ImapClientOptions { TimeProvider = _clock };
        var over = false;
        await using var server = HostileServer.AnsweringFetch(async c =>
        {
            await c.SendAsync("* 1 FETCH (UID 1 BODY[] {10000}\r\n");
            while (!over)
            {
                await Eventually.True(() => over || _clock.ArmedTimers > 0);
                _clock.Advance(TimeSpan.FromSeconds(1));
                await c.SendAsync("x");
            }
        });

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => HostileServer.FetchAllAsync(server, options));
        over = true;

        Assert.Equal(ImapStage.Timeout, failure.Stage);
    }

    [Fact]
    public void Pace_OfADrippingServer_RunsOutWithinAResponse()
    {
        var pace = new ReadPace(_clock, Silence, ImapLimits.Default);
        pace.CommandStarted();
        var waits = 0;

        while (pace.WaitStarted(withinResponse: true) > TimeSpan.Zero)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            pace.WaitEnded(received: 1);
            waits++;
        }

        Assert.Equal(7, waits);
    }

    [Fact]
    public void Pace_OfAServerThatOnlySaysItIsStillHere_RunsOut()
    {
        var pace = new ReadPace(_clock, Silence, ImapLimits.Default);
        pace.CommandStarted();
        var waited = TimeSpan.Zero;

        while (pace.WaitStarted(withinResponse: false) is { Ticks: > 0 } left)
        {
            _clock.Advance(left / 2);
            waited += left / 2;
            pace.WaitEnded(received: 100);
            pace.ResponseCompleted();
            if (left < TimeSpan.FromMilliseconds(1))
            {
                break;
            }
        }

        Assert.InRange(waited, Silence * 9, Silence * 10);
    }

    [Fact]
    public void Pace_OfAServerThatAnswers_NeverRunsOut()
    {
        var pace = new ReadPace(_clock, Silence, ImapLimits.Default);
        pace.CommandStarted();

        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(Silence, pace.WaitStarted(withinResponse: false));
            _clock.Advance(Silence / 2);
            pace.WaitEnded(received: 100);
            pace.ResponseCompleted();
            pace.Progressed();
        }
    }

    [Fact]
    public void Pace_OfASlowConsumer_CostsTheServerNothing()
    {
        var pace = new ReadPace(_clock, Silence, ImapLimits.Default);
        pace.CommandStarted();
        pace.WaitStarted(withinResponse: true);
        pace.WaitEnded(received: 100);

        _clock.Advance(TimeSpan.FromHours(5));

        Assert.Equal(Silence, pace.WaitStarted(withinResponse: true));
    }
}
