using EmailAgent.Grains.RateLimits;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.RateLimits;

public sealed class SlidingWindowTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    [Fact]
    public void AnyStretch_WhateverComesWhen_LetsAtMostTheLimitThrough() =>
        Prop.ForAll(Gen.Choose(1, 20).ToArbitrary(), Gaps().ToArbitrary(), (limit, gaps) =>
        {
            var through = Run(limit, gaps);
            return through.All(from => through.Count(at => at >= from && at - from < Length) <= limit);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void UntilMore_WhenNoneIsFree_IsWhenOneIs() =>
        Prop.ForAll(Gen.Choose(1, 20).ToArbitrary(), Gaps().ToArbitrary(), (limit, gaps) =>
        {
            var window = new SlidingWindow(limit, Length);
            var now = Run(window, gaps).LastOrDefault();
            for (window.Advance(now); window.Free > 0;)
                window.Take();
            var wait = window.UntilMore(now);
            window.Advance(now + wait - TimeSpan.FromTicks(1));
            var before = window.Free;
            window.Advance(now + wait);
            return wait > TimeSpan.Zero && wait <= Length * 13 / 12 && before == 0 && window.Free > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Window_NotUsedForItsLength_IsAllFree()
    {
        var window = new SlidingWindow(3, Length);
        for (var i = 0; i < 3; i++)
            window.Take();
        window.Advance(Length * 13 / 12);
        Assert.Equal(3, window.Free);
        Assert.Equal(TimeSpan.Zero, window.UntilMore(Length * 13 / 12));
    }

    private static List<TimeSpan> Run(int limit, int[] gaps) => Run(new SlidingWindow(limit, Length), gaps);

    private static List<TimeSpan> Run(SlidingWindow window, int[] gaps)
    {
        var (now, through) = (TimeSpan.Zero, new List<TimeSpan>());
        foreach (var gap in gaps)
        {
            now += TimeSpan.FromMilliseconds(gap);
            window.Advance(now);
            if (window.Free <= 0)
                continue;
            window.Take();
            through.Add(now);
        }

        return through;
    }

    // Mostly bursts, now and then a pause of up to two lengths.
    private static Gen<int[]> Gaps() => Gen.Frequency((10, Gen.Constant(0)), (10, Gen.Choose(0, 3000)), (1, Gen.Choose(0, 120_000))).ArrayOf(200);
}
