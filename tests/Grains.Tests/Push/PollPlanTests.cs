using EmailAgent.Grains.Push;

namespace EmailAgent.Grains.Tests.Push;

public sealed class PollPlanTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Mode = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Rare = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly PollPlan _plan = new(Rare, Patience);

    [Fact]
    public void Due_WithoutPushes_IsAtTheMode()
    {
        Look(0, found: true);
        Assert.Equal(At(5), _plan.Due(Mode, isPushed: false));
        Assert.Equal(Mode, _plan.Interval(Mode, isPushed: false));
    }

    [Fact]
    public void Due_WithPushes_IsRareAndNeverMoreOftenThanTheMode()
    {
        Look(0);
        Assert.Equal(At(30), _plan.Due(Mode, isPushed: true));
        Assert.Equal(At(45), _plan.Due(TimeSpan.FromMinutes(45), isPushed: true));
    }

    // Google pushes once a second; what it leaves out of a burst is found by one look at the mode after the last that found something.
    [Fact]
    public void Due_AfterAPush_IsOneLookSoon()
    {
        Look(0);
        Look(20, full: false, announced: true, found: true);
        Assert.Equal(At(25), _plan.Due(Mode, isPushed: true));
        Look(25);
        Assert.Equal(At(55), _plan.Due(Mode, isPushed: true));
    }

    [Fact]
    public void ChangesWithoutAPush_AreToldAfterTheirPushHadTimeToCome()
    {
        Look(0);
        Look(30, found: true);
        Assert.Equal(At(31), _plan.Due(Mode, isPushed: true));
        Assert.Null(_plan.TakeSilence(At(31).AddSeconds(-1)));
        Look(31);
        Assert.Equal(At(0), _plan.TakeSilence(At(31)));
        Assert.Null(_plan.TakeSilence(At(31)));
    }

    [Fact]
    public void ChangesWhosePushComesLater_AreNoSilence()
    {
        Look(0);
        Look(30, found: true);
        Look(30.5, full: false, announced: true);
        Assert.Null(_plan.TakeSilence(At(60)));
        Assert.Equal(At(35.5), _plan.Due(Mode, isPushed: true));
    }

    [Fact]
    public void ChangesAfterALookThatFoundSome_MayBeOfTheSameBurst()
    {
        Look(0);
        Look(10, full: false, announced: true, found: true);
        Look(15, found: true);
        Assert.Null(_plan.TakeSilence(At(60)));
        Look(20, full: false, announced: true);
        Look(25, found: true);
        Assert.Null(_plan.TakeSilence(At(60)));
    }

    [Fact]
    public void ChangesAtTheFirstLook_AreFromBeforeTheSession()
    {
        Look(0, found: true);
        Assert.Null(_plan.TakeSilence(At(60)));
    }

    // Whatever looks find, the plan neither stands still nor asks for one look after the other without a pause.
    [Fact]
    public void Due_WhateverHappens_IsLaterThanTheLastLookAndNotLaterThanTheRarePoll()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var now = 0.0;
        for (var i = 0; i < 10_000; i++)
        {
            var isPushed = random.Next(4) > 0;
            Look(now, full: true, random.Next(2) == 0, random.Next(2) == 0);
            if (isPushed) _plan.TakeSilence(At(now));
            var due = _plan.Due(Mode, isPushed);
            Assert.True(due > At(now) && due <= At(now) + Rare, $"seed {seed}, step {i}");
            now += random.NextDouble() * 40;
        }
    }

    private static DateTimeOffset At(double minutes) => Begin.AddMinutes(minutes);

    private void Look(double minutes, bool full = true, bool announced = false, bool found = false) => _plan.Looked(At(minutes), full, announced, found);
}
