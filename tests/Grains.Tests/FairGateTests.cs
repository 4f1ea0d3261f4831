namespace EmailAgent.Grains.Tests;

public sealed class FairGateTests
{
    private static readonly Guid Greedy = Guid.NewGuid();
    private static readonly Guid Modest = Guid.NewGuid();
    private static readonly Guid Third = Guid.NewGuid();

    [Fact]
    public async Task User_WithManyCallers_LeavesPlacesToOthers()
    {
        var gate = new FairGate(places: 4, placesPerUser: 3);
        var greedy = EnterMany(gate, Greedy, 200);
        Assert.Equal(3, greedy.Count(entering => entering.IsCompletedSuccessfully));

        var modest = gate.EnterAsync(Modest, isUrgent: false, CancellationToken.None);
        Assert.True(modest.IsCompletedSuccessfully);
        (await modest).Dispose();
    }

    [Fact]
    public async Task Users_WhoWait_TakeTurns()
    {
        var gate = new FairGate(places: 1, placesPerUser: 1);
        var inside = await gate.EnterAsync(Guid.NewGuid(), isUrgent: false, CancellationToken.None);
        var (order, callers) = (new List<Guid>(), new List<Task>());
        foreach (var user in new[] { Greedy, Greedy, Greedy, Modest, Modest, Third })
        {
            callers.Add(PassAsync(gate, user, order));
        }

        inside.Dispose();
        await Task.WhenAll(callers);
        Assert.Equal([Greedy, Modest, Third, Greedy, Modest, Greedy], order);
    }

    [Fact]
    public async Task Urgent_GoesBeforeTheUsersOwnOthersOnly()
    {
        var gate = new FairGate(places: 1, placesPerUser: 1);
        var inside = await gate.EnterAsync(Third, isUrgent: false, CancellationToken.None);
        var modest = gate.EnterAsync(Modest, isUrgent: false, CancellationToken.None);
        var second = gate.EnterAsync(Greedy, isUrgent: false, CancellationToken.None);
        var urgent = gate.EnterAsync(Greedy, isUrgent: true, CancellationToken.None);

        inside.Dispose();
        (await modest).Dispose();
        var place = await urgent;
        Assert.False(second.IsCompleted);
        place.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task UrgentCallers_AreLetInInOrder()
    {
        var gate = new FairGate(places: 1, placesPerUser: 1);
        var inside = await gate.EnterAsync(Greedy, isUrgent: false, CancellationToken.None);
        var last = gate.EnterAsync(Greedy, isUrgent: false, CancellationToken.None);
        var urgent = Enumerable.Range(0, 3).Select(_ => gate.EnterAsync(Greedy, isUrgent: true, CancellationToken.None)).ToList();
        foreach (var expected in urgent.Append(last))
        {
            inside.Dispose();
            inside = await expected;
        }

        Assert.Null(gate.TryEnter(Greedy));
        inside.Dispose();
        Assert.NotNull(gate.TryEnter(Greedy));
    }

    [Fact]
    public async Task Caller_WhoGivesUp_TakesNoPlace()
    {
        var gate = new FairGate(places: 1, placesPerUser: 1);
        var inside = await gate.EnterAsync(Third, isUrgent: false, CancellationToken.None);
        using var patience = new CancellationTokenSource();
        var impatient = gate.EnterAsync(Greedy, isUrgent: false, patience.Token);
        var patient = gate.EnterAsync(Modest, isUrgent: false, CancellationToken.None);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        inside.Dispose();
        inside.Dispose(); // a place is given back once
        (await patient).Dispose();
        var (first, second) = (gate.EnterAsync(Greedy, isUrgent: false, CancellationToken.None), gate.EnterAsync(Modest, isUrgent: false, CancellationToken.None));
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task Places_UnderLoad_AreNeverOverTheirNumbers()
    {
        var gate = new FairGate(places: 5, placesPerUser: 2);
        Guid[] users = [Greedy, Modest, Third, Guid.NewGuid()];
        var (inside, ofUsers, most, mostOfUser) = (0, users.ToDictionary(user => user, _ => 0), 0, 0);
        var gateLock = new Lock();
        await Parallel.ForEachAsync(Enumerable.Range(0, 4_000), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (i, stop) =>
        {
            var user = users[i % users.Length];
            using var place = await gate.EnterAsync(user, isUrgent: i % 3 == 0, stop);
            lock (gateLock)
            {
                (most, mostOfUser) = (Math.Max(most, ++inside), Math.Max(mostOfUser, ++ofUsers[user]));
            }

            await Task.Yield();
            lock (gateLock)
            {
                inside--;
                ofUsers[user]--;
            }
        });

        Assert.InRange(most, 1, 5);
        Assert.InRange(mostOfUser, 1, 2);
        Assert.True(gate.EnterAsync(Greedy, isUrgent: false, CancellationToken.None).IsCompletedSuccessfully);
    }

    private static List<Task<IDisposable>> EnterMany(FairGate gate, Guid user, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => gate.EnterAsync(user, isUrgent: false, CancellationToken.None))];

    private static async Task PassAsync(FairGate gate, Guid user, List<Guid> order)
    {
        using var place = await gate.EnterAsync(user, isUrgent: false, CancellationToken.None);
        order.Add(user);
    }
}
