using EmailAgent.Grains.Connections;
using EmailAgent.Grains.SignIn;

namespace EmailAgent.Stores.Tests.SignIn;

public sealed class TokenStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Expiry = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly NewTokens Tokens = new([1], [2], Expiry, ["mail"]);

    [PostgresFact]
    public async Task Renew_BasedOnAnOlderVersion_IsRefusedAndKeepsTheNewerTokens()
    {
        var store = storage.Get<TokenStore>();
        var (user, id) = await ConnectAsync();
        var first = (await store.ReadAsync(user, id, default))!;

        Assert.True(await store.RenewAsync(user, id, first.Version, new NewTokens([3], [4], Expiry, ["mail", "calendar"]), default));
        Assert.False(await store.RenewAsync(user, id, first.Version, new NewTokens([5], [6], Expiry, ["mail"]), default));
        Assert.True(await store.RenewAsync(user, id, first.Version + 1, new NewTokens(null, [7], Expiry, ["mail"]), default));

        var last = (await store.ReadAsync(user, id, default))!;
        Assert.Equal((3L, (byte)3, (byte)7), (last.Version, last.RefreshToken.Single(), last.AccessToken.Single()));
    }

    [PostgresFact]
    public async Task Replace_OfAConnection_ChangesAddressAndTokensAndNothingElse()
    {
        var store = storage.Get<TokenStore>();
        var (user, id) = await ConnectAsync();
        await storage.Connections.UpdateStatusAsync(user, id, ConnectionStatus.NeedsSignIn, "needs_sign_in", "x", null, default);

        Assert.True(await store.ReplaceAsync(user, id, "new@example.org", new NewTokens(null, [9], Expiry, ["mail"]), null, default));
        var connection = (await storage.Connections.GetAsync(user, id, default))!;
        var tokens = (await store.ReadAsync(user, id, default))!;
        Assert.Equal(
            ("new@example.org", """{"email": "new@example.org", "poll_mode": "slow"}""", "connecting", (string?)null),
            (connection.Email, connection.Settings, connection.Status, connection.Error));
        Assert.Equal((2L, (byte)1, (byte)9), (tokens.Version, tokens.RefreshToken.Single(), tokens.AccessToken.Single()));
    }

    [PostgresFact]
    public async Task Replace_OfAConnectionBeingDeleted_IsRefused()
    {
        var store = storage.Get<TokenStore>();
        var (user, id) = await ConnectAsync();
        await storage.Connections.MarkDeletingAsync(user, id, null, default);

        Assert.False(await store.ReplaceAsync(user, id, "new@example.org", Tokens, null, default));
        Assert.Null(await store.ReadAsync(user, id, default));
        Assert.False(await store.ReplaceAsync(user, Guid.NewGuid(), "new@example.org", Tokens, null, default));
    }

    [PostgresFact]
    public async Task Revocations_OfARemovedConnection_AreLeasedAndKnowWhetherTheAccountIsInUse()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(1));
        var revocations = new RevocationStore(storage.DataSource, clock);
        var account = Guid.NewGuid().ToString("N");
        var (user, id) = await ConnectAsync(account);
        var (other, otherId) = await ConnectAsync(account);
        await storage.Connections.MarkDeletingAsync(user, id, null, default);

        var due = Assert.Single(await revocations.TakeAsync(100, TimeSpan.FromMinutes(5), default), due => due.ConnectionId == id);
        Assert.Equal((1, true, 1), (due.Attempts, due.InUse, due.RefreshToken.Single()));
        Assert.DoesNotContain(await revocations.TakeAsync(100, TimeSpan.FromMinutes(5), default), due => due.ConnectionId == id);

        await storage.Connections.MarkDeletingAsync(other, otherId, null, default);
        clock.Advance(TimeSpan.FromMinutes(5));
        var again = await revocations.TakeAsync(100, TimeSpan.FromMinutes(5), default);
        Assert.Equal([(2, false), (1, false)], again.Where(due => due.ConnectionId == id || due.ConnectionId == otherId)
            .OrderByDescending(due => due.Attempts).Select(due => (due.Attempts, due.InUse)));
        foreach (var revocation in again)
            await revocations.RemoveAsync(revocation, default);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await revocations.TakeAsync(100, TimeSpan.FromMinutes(5), default));
    }

    [PostgresFact]
    public async Task SignIns_OfOneUser_AreAtMostTwentyAndGoodOnce()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var store = new SignInStore(storage.DataSource, clock);
        var user = await storage.AddUserAsync();
        for (byte i = 0; i < 30; i++)
        {
            Assert.True(await store.InsertAsync(user, [i], new PendingSignIn("gmail", "https://example.org/", ["mail"], [i], clock.GetUtcNow() + TimeSpan.FromMinutes(10)), default));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(await store.TakeAsync(user, "gmail", [9], default));
        Assert.NotNull(await store.TakeAsync(user, "gmail", [10], default));
        Assert.Null(await store.TakeAsync(user, "gmail", [10], default));
        Assert.Null(await store.TakeAsync(user, "outlook", [11], default));
        Assert.Null(await store.TakeAsync(await storage.AddUserAsync(), "gmail", [11], default));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await store.TakeAsync(user, "gmail", [11], default));
        Assert.False(await store.InsertAsync(Guid.NewGuid(), [1], new PendingSignIn("gmail", "https://example.org/", [], [1], clock.GetUtcNow()), default));
    }

    private async Task<(Guid UserId, Guid Id)> ConnectAsync(string? account = null)
    {
        var (user, id) = (await storage.AddUserAsync(), Guid.NewGuid());
        var connection = new NewConnection(user, id, "gmail", account ?? $"{id:N}", "owner@example.org", null, """{"email":"owner@example.org","poll_mode":"slow"}""", [], ConnectionStatus.Connecting) { Tokens = Tokens };
        Assert.Equal(InsertConnectionResult.Inserted, await storage.Connections.InsertAsync(connection, default));
        return (user, id);
    }
}
