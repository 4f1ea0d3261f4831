using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class QuietPollTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(2);

    private readonly QuietPoll _poll = new(Usual, Quiet, TimeSpan.FromMinutes(15));

    [Fact]
    public void Interval_WhileNothingHappens_GrowsAndIsUsualAfterNews()
    {
        Assert.Equal(Usual, _poll.Interval);
        Look(0);
        Look(14.9);
        Assert.Equal(Usual, _poll.Interval);
        Look(15);
        Assert.Equal(Quiet, _poll.Interval);
        Look(20, isNews: true);
        Assert.Equal(Usual, _poll.Interval);
        Look(35);
        Assert.Equal(Quiet, _poll.Interval);
    }

    [Fact]
    public void Interval_OfAQuietPollThatIsShorter_IsUsual()
    {
        var poll = new QuietPoll(Quiet, Usual, TimeSpan.Zero);
        poll.Looked(Begin, isNews: false);
        Assert.Equal(Quiet, poll.Interval);
    }

    private void Look(double minutes, bool isNews = false) => _poll.Looked(Begin.AddMinutes(minutes), isNews);
}
