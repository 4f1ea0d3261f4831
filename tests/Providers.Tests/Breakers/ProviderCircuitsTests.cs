using EmailAgent.Providers.Breakers;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Breakers;

public sealed class ProviderCircuitsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ProviderCircuits _circuits;

    public ProviderCircuitsTests() => _circuits = new ProviderCircuits(
        new BreakerOptions { ConnectionFailures = 3, ProviderConnections = 4, FirstPause = TimeSpan.FromSeconds(10), LongestPause = TimeSpan.FromSeconds(30) }, _time);

    [Fact]
    public void Connection_FailingAlone_IsHeldBackAlone()
    {
        for (var i = 0; i < 100; i++) _circuits.Fail("bad");

        Assert.Equal(TimeSpan.FromSeconds(10), _circuits.TryEnter("bad"));
        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("good"));
        Assert.False(_circuits.IsProviderOpen);
    }

    [Fact]
    public void Connections_FailingTogether_OpenTheProvidersCircuit()
    {
        foreach (var name in new[] { "a", "b", "c" }) _circuits.Fail(name);
        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("a"));
        _circuits.Fail("d");

        Assert.True(_circuits.IsProviderOpen);
        Assert.Equal(TimeSpan.FromSeconds(10), _circuits.TryEnter("a"));
    }

    [Fact]
    public void Connections_FailingWhileOthersWork_DoNotOpenTheProvidersCircuit()
    {
        for (var i = 0; i < 100; i++)
        {
            _circuits.Fail($"bad{i}");
            if (i % 3 == 2) _circuits.Succeed("good");
        }

        Assert.False(_circuits.IsProviderOpen);
    }

    [Fact]
    public void Connections_FailingWhileNobodyElseCalls_HoldBackOnlyThemselves()
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) _circuits.Fail(name);
        Assert.True(_circuits.IsProviderOpen);

        // That it is down after all costs each of the others one call.
        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("e"));
        _circuits.Fail("e");
        Assert.Equal(TimeSpan.FromSeconds(10), _circuits.TryEnter("e"));
        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("f"));
        _circuits.Succeed("f");
        Assert.Equal((false, TimeSpan.Zero), (_circuits.IsProviderOpen, _circuits.TryEnter("e")));
    }

    [Fact]
    public void Open_AfterItsPause_LetsOneProbeThrough()
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) _circuits.Fail(name);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("a"));
        Assert.Equal(TimeSpan.FromSeconds(10), _circuits.TryEnter("b"));
        _circuits.Fail("a");
        Assert.Equal(TimeSpan.FromSeconds(20), _circuits.TryEnter("b"));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("b"));
        _circuits.Succeed("b");
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (_circuits.TryEnter("a"), _circuits.TryEnter("c")));
    }

    [Fact]
    public void Pauses_OfAnOutageThatLasts_GrowUpToTheLongest()
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) _circuits.Fail(name);
        var probes = 0;
        for (var second = 0; second < 3_600; second++)
        {
            // Ten thousand mailboxes would like to call; one does.
            for (var mailbox = 0; mailbox < 10; mailbox++)
            {
                if (_circuits.TryEnter($"m{mailbox}") == TimeSpan.Zero)
                {
                    probes++;
                    _circuits.Fail($"m{mailbox}");
                }
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(probes, 110, 132);
    }

    [Fact]
    public void Probe_ThatNeverReports_IsFollowedByAnother()
    {
        for (var i = 0; i < 3; i++) _circuits.Fail("bad");
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("bad"));
        Assert.Equal(TimeSpan.FromSeconds(10), _circuits.TryEnter("bad"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, _circuits.TryEnter("bad"));
    }
}
