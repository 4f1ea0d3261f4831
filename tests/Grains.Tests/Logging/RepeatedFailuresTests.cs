using EmailAgent.Grains.Logging;
using EmailAgent.Testing;

namespace EmailAgent.Grains.Tests.Logging;

public sealed class RepeatedFailuresTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<(string Kind, long Count)> _counts = [];
    private readonly RepeatedFailures _failures;

    public RepeatedFailuresTests() => _failures = new RepeatedFailures(_time, (kind, count) => _counts.Add((kind, count)));

    public void Dispose() => _failures.Dispose();

    [Fact]
    public void Flood_OfOneKind_IsLoggedOnceAndThenCountedByTheMinute()
    {
        Assert.True(_failures.IsFirst("a"));
        Assert.All(Enumerable.Range(0, 800), _ => Assert.False(_failures.IsFirst("a")));
        Assert.Empty(_counts);

        _time.Advance(RepeatedFailures.Window);
        Assert.Equal([("a", 800)], _counts);
        Assert.False(_failures.IsFirst("a"));
        _time.Advance(RepeatedFailures.Window);
        Assert.Equal([("a", 800), ("a", 1)], _counts);
    }

    [Fact]
    public void Failure_AfterAMinuteWithout_IsLoggedInFullAgain()
    {
        Assert.True(_failures.IsFirst("a"));
        _time.Advance(RepeatedFailures.Window);
        Assert.True(_failures.IsFirst("a"));
        Assert.Empty(_counts);
    }

    [Fact]
    public void Kinds_BeyondTheMost_AreCountedTogether()
    {
        Assert.Equal(RepeatedFailures.MaxKinds + 1, Enumerable.Range(0, 10_000).Count(i => _failures.IsFirst($"{i}")));
        _time.Advance(RepeatedFailures.Window);
        Assert.Equal(10_000 - RepeatedFailures.MaxKinds - 1, Assert.Single(_counts).Count);
    }

    [Fact]
    public void Kinds_AreToldApart()
    {
        Assert.True(_failures.IsFirst("a"));
        Assert.True(_failures.IsFirst("b"));
        Assert.False(_failures.IsFirst("b"));
        _failures.Dispose();
        Assert.Equal([("b", 1)], _counts);
    }
}
