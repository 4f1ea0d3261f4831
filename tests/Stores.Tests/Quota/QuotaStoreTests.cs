using EmailAgent.Grains.Quota;

namespace EmailAgent.Stores.Tests.Quota;

public sealed class QuotaStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Leases_OfTheSameSeconds_AreOneWithTheTimeOfTheLast()
    {
        var store = storage.Get<QuotaStore>();
        foreach (var second in (int[])[0, 1, 4, 5, 61])
        {
            await store.AddAsync("same", 100, Start.AddSeconds(second), Start.AddDays(-1), default);
        }

        Assert.Equal([(300, 4), (100, 5), (100, 61)], await ListAsync(store, "same", Start.AddSeconds(-1)));
        Assert.Equal([(100, 5), (100, 61)], await ListAsync(store, "same", Start.AddSeconds(4)));
        Assert.Empty(await ListAsync(store, "another", Start.AddSeconds(-1)));
    }

    [PostgresFact]
    public async Task Leases_ThatDoNotMatterAnyMore_AreForgotten()
    {
        var store = storage.Get<QuotaStore>();
        await store.AddAsync("old", 100, Start, Start.AddDays(-1), default);
        await store.AddAsync("young", 100, Start, Start.AddDays(-1), default);
        await store.AddAsync("old", 50, Start.AddDays(2), Start.AddDays(1), default);

        Assert.Equal([(50, 172_800)], await ListAsync(store, "old", DateTimeOffset.MinValue));
        Assert.Equal([(100, 0)], await ListAsync(store, "young", DateTimeOffset.MinValue));
    }

    private static async Task<(int Units, int Second)[]> ListAsync(QuotaStore store, string project, DateTimeOffset since) =>
        [.. (await store.ListAsync(project, since, default)).Select(lease => ((int)lease.Units, (int)(lease.At - Start).TotalSeconds))];
}
