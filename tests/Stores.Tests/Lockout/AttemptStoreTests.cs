using EmailAgent.Grains.Lockout;

namespace EmailAgent.Stores.Tests.Lockout;

public sealed class AttemptStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan[] Delays = [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    [PostgresFact]
    public async Task Begin_MoreFailuresThanAreFree_HasToWaitLongerEachTime()
    {
        var (store, subject) = (new AttemptStore(fixture.DataSource, new ManualTimeProvider(TimeProvider.System.GetUtcNow())), Guid.NewGuid().ToByteArray());

        for (var i = 0; i < 3; i++)
            Assert.Equal(TimeSpan.Zero, await store.BeginAsync(subject, Delays, Day, default));
        Assert.InRange((await store.BeginAsync(subject, Delays, Day, default)).TotalSeconds, 50, 60);
        await WaitedAsync(subject);
        Assert.Equal(TimeSpan.Zero, await store.BeginAsync(subject, Delays, Day, default));
        Assert.InRange((await store.BeginAsync(subject, Delays, Day, default)).TotalSeconds, 110, 120);
        await WaitedAsync(subject);
        Assert.Equal(TimeSpan.Zero, await store.BeginAsync(subject, Delays, Day, default));
        Assert.InRange((await store.BeginAsync(subject, Delays, Day, default)).TotalSeconds, 110, 120); // the longest
    }

    [PostgresFact]
    public async Task Begin_ManyAtTheSameTime_LetsThroughNoMoreThanAreFree()
    {
        var (store, subject) = (fixture.Get<AttemptStore>(), Guid.NewGuid().ToByteArray());
        var waits = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => store.BeginAsync(subject, Delays, Day, default)));
        Assert.Equal(3, waits.Count(wait => wait == TimeSpan.Zero));
    }

    [PostgresFact]
    public async Task Begin_WithAClockThatWasReadBeforeTheLastAttempt_IsStillFree()
    {
        var subject = Guid.NewGuid().ToByteArray();
        var now = TimeProvider.System.GetUtcNow();
        var (later, earlier) = (new AttemptStore(fixture.DataSource, new ManualTimeProvider(now)), new AttemptStore(fixture.DataSource, new ManualTimeProvider(now.AddMilliseconds(-5))));

        Assert.Equal(TimeSpan.Zero, await later.BeginAsync(subject, Delays, Day, default));
        Assert.Equal(TimeSpan.Zero, await earlier.BeginAsync(subject, Delays, Day, default));
        Assert.Equal(TimeSpan.Zero, await earlier.BeginAsync(subject, Delays, Day, default));
        Assert.InRange((await earlier.BeginAsync(subject, Delays, Day, default)).TotalSeconds, 60, 61);
    }

    [PostgresFact]
    public async Task Begin_AfterSuccessOrALongTime_BeginsAnew()
    {
        var (store, subject) = (fixture.Get<AttemptStore>(), Guid.NewGuid().ToByteArray());
        for (var i = 0; i < 3; i++)
            await store.BeginAsync(subject, Delays, Day, default);
        await store.ForgetAsync(subject, default);
        for (var i = 0; i < 3; i++)
            Assert.Equal(TimeSpan.Zero, await store.BeginAsync(subject, Delays, Day, default));
        await WaitedAsync(subject, "2 days");
        for (var i = 0; i < 3; i++)
            Assert.Equal(TimeSpan.Zero, await store.BeginAsync(subject, Delays, Day, default));
    }

    [PostgresFact]
    public async Task TakeBack_LeavesEarlierFailures()
    {
        var (store, subject) = (fixture.Get<AttemptStore>(), Guid.NewGuid().ToByteArray());
        for (var i = 0; i < 3; i++)
            await store.BeginAsync(subject, Delays, Day, default);
        await store.TakeBackAsync(subject, default);
        Assert.Equal(TimeSpan.Zero, await store.BeginAsync(subject, Delays, Day, default));
        Assert.True(await store.BeginAsync(subject, Delays, Day, default) > TimeSpan.Zero);
    }

    private async Task WaitedAsync(byte[] subject, string time = "3 minutes")
    {
        await using var command = fixture.DataSource.CreateCommand(
            $"UPDATE login_attempts SET last_at = last_at - interval '{time}', blocked_until = blocked_until - interval '{time}' WHERE subject = $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = subject });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
