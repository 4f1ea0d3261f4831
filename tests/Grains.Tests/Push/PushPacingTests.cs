using EmailAgent.Grains.Push;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Push;

public sealed class PushPacingTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Push_AfterAQuietTime_NeedNotWait()
    {
        var pacing = new PushPacing();
        Assert.True(pacing.Left(Begin) <= TimeSpan.Zero);
        pacing.Looked(Begin);
        Assert.Equal(PushPacing.Shortest, pacing.Left(Begin));
        Assert.True(pacing.Left(Begin + PushPacing.Shortest) <= TimeSpan.Zero);
    }

    [Fact]
    public void Stream_OfAPushEachSecond_IsServedAtGrowingDistance()
    {
        Assert.Equal([0, 1, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30], Serve(Enumerable.Range(0, 31).Select(second => (double)second)));
    }

    [Fact]
    public void Stream_ThatEnded_IsForgotten()
    {
        Assert.Equal([0, 1, 3, 6, 9, 60, 61], Serve([0, 1, 2, 3, 4, 5, 6, 7, 60, 61]));
    }

    [Fact]
    public void Push_OfAnyStream_WaitsNoLongerThanTheLongest() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ushort[]>(), tenths =>
        {
            var pacing = new PushPacing();
            var now = Begin;
            foreach (var gap in tenths)
            {
                now += TimeSpan.FromSeconds(gap / 10.0);
                var left = pacing.Left(now);
                if (left > PushPacing.Longest)
                    return false;
                now += left > TimeSpan.Zero ? left : TimeSpan.Zero;
                pacing.Looked(now);
            }

            return true;
        }).QuickCheckThrowOnFailure();

    /// <summary>The seconds of the looks that pushes at these seconds ask for.</summary>
    private static List<double> Serve(IEnumerable<double> pushes)
    {
        var (pacing, looks) = (new PushPacing(), new List<double>());
        foreach (var push in pushes.Where(push => looks.Count == 0 || push > looks[^1]))
        {
            var left = pacing.Left(Begin.AddSeconds(push));
            var look = push + Math.Max(0, left.TotalSeconds);
            pacing.Looked(Begin.AddSeconds(look));
            looks.Add(look);
        }

        return looks;
    }
}
