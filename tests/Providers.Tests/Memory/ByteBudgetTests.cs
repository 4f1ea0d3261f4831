using EmailAgent.Providers.Memory;

namespace EmailAgent.Providers.Tests.Memory;

public sealed class ByteBudgetTests
{
    private static readonly Guid Ann = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();

    private readonly ByteBudget _budget = new(bytes: 100, bytesPerUser: 40);

    [Fact]
    public async Task Reserve_BeyondTheShareOfAUser_Waits_AndDelaysNobodyElse()
    {
        using var ann = new FetchShare(_budget, Ann);
        using var ben = new FetchShare(_budget, Ben);
        var first = await ann.ReserveAsync(30, CancellationToken.None);
        var waiting = Enumerable.Range(0, 20).Select(_ => ann.ReserveAsync(30, CancellationToken.None)).ToList();

        using var other = await ben.ReserveAsync(40, CancellationToken.None);

        Assert.All(waiting, room => Assert.False(room.IsCompleted));
        Assert.Equal((70, 30), (_budget.Held, _budget.HeldBy(Ann)));
        first.Dispose();
        foreach (var room in waiting)
        {
            (await room).Dispose();
            Assert.InRange(_budget.HeldBy(Ann), 0, 40);
        }
    }

    [Fact]
    public async Task Reserve_OfMoreThanThereIs_IsLetThroughAlone()
    {
        using var ann = new FetchShare(_budget, Ann);
        using var ben = new FetchShare(_budget, Ben);
        var small = await ben.ReserveAsync(1, CancellationToken.None);
        var large = ann.ReserveAsync(500, CancellationToken.None);
        var behind = ben.ReserveAsync(1, CancellationToken.None);
        Assert.False(large.IsCompleted);
        Assert.False(behind.IsCompleted); // It would keep the large one waiting for ever.

        small.Dispose();
        var room = await large;
        Assert.False(behind.IsCompleted);
        room.Dispose();

        (await behind).Dispose();
        Assert.Equal(0, _budget.Held);
    }

    [Fact]
    public async Task Reserve_ThatIsCancelled_HoldsNothing_AndLetsOthersThrough()
    {
        using var ann = new FetchShare(_budget, Ann);
        using var ben = new FetchShare(_budget, Ben);
        var held = await ben.ReserveAsync(10, CancellationToken.None);
        using var enough = new CancellationTokenSource();
        var large = ann.ReserveAsync(500, enough.Token);
        var behind = ben.ReserveAsync(10, CancellationToken.None);

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        (await behind).Dispose();
        held.Dispose();
        Assert.Equal(0, _budget.Held);
    }

    [Fact]
    public async Task Message_KeepsItsBytes_UntilItIsDisposed_AlsoWhenItIsLargerThanItsRoom()
    {
        using var share = new FetchShare(_budget, Ann);
        var room = await share.ReserveAsync(30, CancellationToken.None);
        var small = room.Take(10, null);
        var large = room.Take(35, null);
        room.Dispose();
        Assert.Equal(45, _budget.Held);

        large.Dispose();
        large.Dispose();
        Assert.Equal(10, _budget.Held);
        small.Dispose();
        Assert.Equal((0, 0), (_budget.Held, _budget.HeldBy(Ann)));
    }

    [Fact]
    public async Task Share_ThatIsDisposed_GivesEverythingBack_Once()
    {
        var share = new FetchShare(_budget, Ann);
        var room = await share.ReserveAsync(30, CancellationToken.None);
        var message = room.Take(10, null);

        share.Dispose();

        Assert.Equal(0, _budget.Held);
        message.Dispose();
        room.Dispose();
        share.Dispose();
        Assert.Equal(0, _budget.Held);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => share.ReserveAsync(1, CancellationToken.None));
        Assert.Equal(0, _budget.Held);
    }
}
