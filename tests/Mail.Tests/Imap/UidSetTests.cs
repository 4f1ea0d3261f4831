using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap;

public sealed class UidSetTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("1", "1")]
    [InlineData("1,2,3", "1:3")]
    [InlineData("3,1,2", "1:3")]
    [InlineData("5:3", "3:5")]
    [InlineData("1:5,3:8,10", "1:8,10")]
    [InlineData("7,1:3,5,4", "1:5,7")]
    [InlineData("2:*", "2:*")]
    [InlineData("*:2", "2:*")]
    [InlineData("*", "*")]
    [InlineData("4294967294", "4294967294")]
    public void Parse_OfASequenceSet_IsNormalized(string text, string expected)
        => Assert.Equal(expected, UidSet.Parse(text).ToString());

    [Theory]
    [InlineData("0")]
    [InlineData("1,")]
    [InlineData(",1")]
    [InlineData("1:")]
    [InlineData(":")]
    [InlineData("1:2:3")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1 2")]
    [InlineData("4294967296")]
    [InlineData("a")]
    public void Parse_OfAnythingElse_Fails(string text)
    {
        Assert.False(UidSet.TryParse(text, out var set));
        Assert.True(set.IsEmpty);
        Assert.Throws<FormatException>(() => UidSet.Parse(text));
    }

    [Fact]
    public void All_HasEveryUid()
    {
        Assert.Equal(uint.MaxValue, UidSet.All.Count);
        Assert.True(UidSet.All.Contains(1));
        Assert.True(UidSet.All.Contains(uint.MaxValue));
        Assert.False(UidSet.All.Contains(0));
        Assert.Equal("1:9,11:*", UidSet.All.Except(UidSet.Of(10)).ToString());
    }

    [Fact]
    public void Enumeration_AtTheEndOfTheNumbers_Ends()
        => Assert.Equal([uint.MaxValue - 1, uint.MaxValue], UidSet.FromRange(uint.MaxValue - 1, uint.MaxValue));

    [Fact]
    public void TakeLast_CutsFromTheTop()
    {
        var set = UidSet.Parse("1:10,20:25");

        Assert.Equal("9:10,20:25", set.TakeLast(8).ToString());
        Assert.Equal("25", set.TakeLast(1).ToString());
        Assert.True(set.TakeLast(0).IsEmpty);
        Assert.Equal(set, set.TakeLast(99));
    }

    [Fact]
    public void Zero_IsNoUid()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => UidSet.Of(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => UidSet.From(0));
        Assert.Throws<InvalidOperationException>(() => UidSet.Empty.Max);
    }

    [Fact]
    public void Split_NeverGoesOverTheLengthAndLosesNothing()
    {
        var set = UidSet.Of(Enumerable.Range(1, 5_000).Select(i => (uint)(i * 7)));

        var parts = UidSetFormat.Split(set, 100).ToList();

        Assert.All(parts, part => Assert.InRange(part.ToString().Length, 1, 100));
        Assert.Equal(set, parts.Aggregate(UidSet.Empty, (all, part) => all.Union(part)));
        Assert.Equal(set.Count, parts.Sum(part => part.Count));
        Assert.Single(UidSetFormat.Split(UidSet.All, 1));
    }

    [Fact]
    public void Operations_OnAHundredThousandScatteredUids_TakeOneStepEach()
    {
        var odd = UidSet.Of(Enumerable.Range(0, 100_000).Select(i => (uint)((2 * i) + 1)));
        var even = UidSet.Of(Enumerable.Range(1, 100_000).Select(i => (uint)(2 * i)));

        Assert.Equal(UidSet.FromRange(1, 200_000), odd.Union(even));
        Assert.True(odd.Intersect(even).IsEmpty);
        Assert.Equal(odd, odd.Union(even).Except(even));
        Assert.Equal(odd, UidSet.Parse(odd.ToString()));
    }
}
