using EmailAgent.Grains.Idempotency;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Stores.Tests.Idempotency;

public sealed class IdempotencyStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private StoreFixture? _services;

    private IdempotencyStore Store => _services!.Get<IdempotencyStore>();

    public Task InitializeAsync()
    {
        _services = PostgresServer.Missing is null ? storage.Restart(services => services.AddSingleton<TimeProvider>(_clock)) : null;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
    }

    [PostgresFact]
    public async Task Key_ClaimedByManyAtOnce_IsOnesOnly()
    {
        var user = await storage.AddUserAsync();
        for (var round = 0; round < 10; round++)
        {
            var requests = Enumerable.Range(0, 16).Select(_ => Request((byte)round, 1)).ToList();

            var rows = await Task.WhenAll(requests.Select(request => Store.ClaimAsync(user, request, default)));

            Assert.Single(rows.Select(row => (row.OperationId, row.ClaimId)).Distinct());
            Assert.Single(requests.Zip(rows), pair => IdempotencyPolicy.Judge(pair.Second, pair.First) == IdempotencyState.Claimed);
        }
    }

    [PostgresFact]
    public async Task Key_ClaimedTwiceByOneAttempt_StaysWithIt()
    {
        var (user, request) = (await storage.AddUserAsync(), Request(1, 1));

        var first = await Store.ClaimAsync(user, request, default);
        var second = await Store.ClaimAsync(user, request, default);

        Assert.Equal((first.OperationId, request.ClaimId), (second.OperationId, second.ClaimId));
    }

    [PostgresFact]
    public async Task Key_OfAnAttemptThatDied_GoesToTheSameRequestOnly_AfterTheLease_AsTheSameOperation()
    {
        var user = await storage.AddUserAsync();
        var dead = Request(1, 1);
        var operation = (await Store.ClaimAsync(user, dead, default)).OperationId;
        _clock.Advance(Lease - TimeSpan.FromSeconds(1));
        await AssertStateAsync(IdempotencyState.InProgress, user, Request(1, 1));

        _clock.Advance(TimeSpan.FromSeconds(2));
        await AssertStateAsync(IdempotencyState.Reused, user, Request(1, 2));
        var heir = Request(1, 1);
        Assert.Equal((operation, heir.ClaimId), await ClaimAsync(user, heir));

        // The dead attempt is not dead after all: its answer is not stored.
        await Store.CompleteAsync(user, dead, [1], default);
        await Store.ForgetAsync(user, dead, default);
        await AssertStateAsync(IdempotencyState.InProgress, user, Request(1, 1));
        await Store.CompleteAsync(user, heir, [2], default);
        Assert.Equal(new byte[] { 2 }, (await Store.ClaimAsync(user, Request(1, 1), default)).Answer!);
    }

    [PostgresFact]
    public async Task Key_Released_KeepsItsRequestAndOperation_AlsoAfterARefusal()
    {
        var user = await storage.AddUserAsync();
        var request = Request(1, 1);
        var (operation, _) = await ClaimAsync(user, request);

        await Store.ReleaseAsync(user, request, default);
        await AssertStateAsync(IdempotencyState.Reused, user, Request(1, 2));
        var again = Request(1, 1);
        Assert.Equal((operation, again.ClaimId), await ClaimAsync(user, again));

        await Store.ForgetAsync(user, again, default);
        await AssertStateAsync(IdempotencyState.Reused, user, Request(1, 2));
        Assert.Equal(operation, (await ClaimAsync(user, Request(1, 1))).Operation);
    }

    [PostgresFact]
    public async Task Key_OfAFirstAttemptThatWasRefused_IsFreeForAnyRequest()
    {
        var user = await storage.AddUserAsync();
        var request = Request(1, 1);
        var (operation, _) = await ClaimAsync(user, request);

        await Store.ForgetAsync(user, request, default);

        Assert.NotEqual(operation, (await ClaimAsync(user, Request(1, 2))).Operation);
    }

    [PostgresFact]
    public async Task Answer_IsKeptForADay()
    {
        var user = await storage.AddUserAsync();
        var request = Request(1, 1);
        var (operation, _) = await ClaimAsync(user, request);
        await Store.CompleteAsync(user, request, [1], default);
        _clock.Advance(IdempotencyPolicy.Lifetime - TimeSpan.FromSeconds(1));
        await AssertStateAsync(IdempotencyState.Answered, user, Request(1, 1));
        await AssertStateAsync(IdempotencyState.Reused, user, Request(1, 2));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(operation, (await ClaimAsync(user, Request(1, 2))).Operation);
    }

    [PostgresFact]
    public async Task Keys_Expired_AreDeleted_AndNoOthers()
    {
        var user = await storage.AddUserAsync();
        for (byte key = 0; key < 5; key++)
            await Store.ClaimAsync(user, Request(key, 1), default);
        _clock.Advance(IdempotencyPolicy.Lifetime);
        await Store.ClaimAsync(user, Request(9, 1), default);

        Assert.True(await Store.DeleteExpiredAsync(default));
        Assert.False(await Store.DeleteExpiredAsync(default));

        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM idempotency_keys WHERE user_id = $1", user));
    }

    [PostgresFact]
    public async Task Keys_OfUsers_AreApart()
    {
        var (first, second) = (await storage.AddUserAsync(), await storage.AddUserAsync());
        await ClaimAsync(first, Request(1, 1));

        await AssertStateAsync(IdempotencyState.Claimed, second, Request(1, 2));
    }

    private static IdempotentRequest Request(byte key, byte body) => new(Guid.NewGuid(), [key], [body], Lease);

    private async Task<(Guid Operation, Guid Claim)> ClaimAsync(Guid user, IdempotentRequest request)
    {
        var row = await Store.ClaimAsync(user, request, default);
        return (row.OperationId, row.ClaimId);
    }

    private async Task AssertStateAsync(IdempotencyState expected, Guid user, IdempotentRequest request) =>
        Assert.Equal(expected, IdempotencyPolicy.Judge(await Store.ClaimAsync(user, request, default), request));
}
