using EmailAgent.Grains.Retrieval;

namespace EmailAgent.Grains.Tests.Retrieval;

public sealed class BitTextTests
{
    [Fact]
    public void Of_Bits_HasTheMostSignificantFirst() => Assert.Equal("1000000000000101", BitText.Of([0x80, 0x05]));
}
