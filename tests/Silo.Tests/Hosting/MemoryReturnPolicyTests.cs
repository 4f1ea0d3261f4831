using EmailAgent.Silo.Hosting;

namespace EmailAgent.Silo.Tests.Hosting;

public sealed class MemoryReturnPolicyTests
{
    private const long Small = 100L << 20;
    private const long Large = 4_000L << 20;

    private readonly MemoryReturnPolicy _policy = new();
    private long _allocated;

    [Fact]
    public void Peak_WhileItLasts_IsNotCollected()
    {
        Ask(Small, MemoryReturnPolicy.Quiet - 1);
        Assert.False(Ask(Large, Large));
        Assert.False(Ask(Large, MemoryReturnPolicy.Quiet));
    }

    [Fact]
    public void Peak_WhenItIsOver_IsCollectedOnce()
    {
        Ask(Small, 0);
        Ask(Large, Large);
        Assert.True(Ask(Large, 0));
        _policy.Collected(Small);
        for (var i = 0; i < 10; i++)
        {
            Assert.False(Ask(Small, 0));
        }
    }

    [Fact]
    public void Memory_ThatWorkUnderWayStillHeld_IsCollectedLater()
    {
        Ask(Small, 0);
        Ask(Large, Large);
        Assert.True(Ask(Large, 0));
        _policy.Collected(Large);
        Assert.False(Ask(Large, 0));
        Assert.True(Ask(Large, 0));
        _policy.Collected(Small);
        Assert.False(Ask(Small, 0));
    }

    [Fact]
    public void Memory_ThatIsNeeded_IsCollectedMoreAndMoreSeldom()
    {
        Ask(Small, 0);
        var collections = 0;
        for (var i = 0; i < 1000; i++)
        {
            if (Ask(Large, 0))
            {
                collections++;
                _policy.Collected(Large);
            }
        }

        Assert.InRange(collections, 8, 15);
    }

    [Fact]
    public void Rest_IsNotDisturbed()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.False(Ask(Small + (i << 20), 1 << 20));
        }
    }

    private bool Ask(long workingSet, long allocatedSince) => _policy.ShouldCollect(workingSet, _allocated += allocatedSince);
}
