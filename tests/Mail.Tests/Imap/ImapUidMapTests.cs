using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap;

public sealed class ImapUidMapTests
{
    [Fact]
    public void Map_OfRangesOfDifferentCut_PairsInOrder()
    {
        Assert.True(ImapUidMap.TryParse("304,319:320", "3956:3958", out var map));

        Assert.Equal([(304u, 3956u), (319u, 3957u), (320u, 3958u)], map.Select(p => (p.Key, p.Value)));
        Assert.Equal(3957u, map.Find(319));
        Assert.Null(map.Find(305));
    }

    [Fact]
    public void Map_OfUnsortedSets_KeepsTheServersOrder()
    {
        Assert.True(ImapUidMap.TryParse("9,3:4", "20:22", out var map));

        Assert.Equal(20u, map.Find(9));
        Assert.Equal(22u, map.Find(4));
        Assert.Equal("3:4,9", map.Sources.ToString());
    }

    [Theory]
    [InlineData("1:3", "1:2")]
    [InlineData("1,1", "5:6")]
    [InlineData("1:2", "5,5")]
    [InlineData("", "1")]
    [InlineData("1", "x")]
    [InlineData("0", "1")]
    public void Map_ThatCannotBe_IsNone(string from, string to) => Assert.False(ImapUidMap.TryParse(from, to, out _));

    [Fact]
    public void Map_OfFourBillionMessages_CostsNothing()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(ImapUidMap.TryParse("1:4294967294", "2:4294967295", out var map));

        Assert.Equal(4294967294, map.Count);
        Assert.Equal(uint.MaxValue, map.Find(uint.MaxValue - 1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }
}
