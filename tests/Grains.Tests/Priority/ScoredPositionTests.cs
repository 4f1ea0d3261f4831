using EmailAgent.Grains.Priority;

namespace EmailAgent.Grains.Tests.Priority;

/// <summary>The cursor of lists by priority.</summary>
public sealed class ScoredPositionTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.7234567f)]
    [InlineData(1f)]
    [InlineData(null)]
    public void Position_ReadBack_IsTheSame(float? score)
    {
        var position = new ScoredPosition(score, new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).AddTicks(1230), Guid.NewGuid());

        Assert.True(ScoredPosition.TryParse(position.ToString(), out var read));

        Assert.Equal(position, read);
    }

    [Fact]
    public void Beginning_IsNoPosition()
    {
        Assert.True(ScoredPosition.TryParse(null, out var none));
        Assert.Null(none);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1-2")]
    [InlineData("zz-1-019ac2f04b7e7c5b8d1e2f3a4b5c6d7e")]
    [InlineData("7fc00000-1-019ac2f04b7e7c5b8d1e2f3a4b5c6d7e")]
    [InlineData("40000000-1-019ac2f04b7e7c5b8d1e2f3a4b5c6d7e")]
    [InlineData("3f000000-7fffffffffffffff-019ac2f04b7e7c5b8d1e2f3a4b5c6d7e")]
    [InlineData("3f000000-1-nonsense")]
    public void Text_ThatNoPageContained_IsRefused(string text) => Assert.False(ScoredPosition.TryParse(text, out _));
}
