using EmailAgent.Database;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Stores.Tests.Secrets;

public sealed class KeyRingTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const string RingSql = "SELECT string_agg(xml, E'\\n' ORDER BY id) FROM data_protection_keys";

    [PostgresFact]
    public async Task Ring_ThatWasClear_IsWrapped_ThenUnderANewKey_AndNeverReadByAnother()
    {
        // Before there was a master key.
        var value = storage.Get<SecretProtector>().Protect(ConnectionStore.PasswordPurpose, "secret");
        Assert.Contains("masterKey", await RingAsync(), StringComparison.Ordinal);

        var (first, second) = (MasterKeyTests.NewKey(), MasterKeyTests.NewKey());
        await AssertReadsAsync(value, first);
        var wrapped = await RingAsync();
        Assert.DoesNotContain("masterKey", wrapped, StringComparison.Ordinal);

        // What cannot be read stops the start, and stays.
        foreach (var wrong in new[] { null, second })
        {
            Assert.Contains("master key", (await Assert.ThrowsAsync<MasterKeyException>(() => AssertReadsAsync(value, wrong))).Message, StringComparison.Ordinal);
            Assert.Equal(wrapped, await RingAsync());
        }

        await AssertReadsAsync(value, $"{second} {first}");
        var again = await RingAsync();
        Assert.NotEqual(wrapped, again);
        await AssertReadsAsync(value, second);
        Assert.Equal(again, await RingAsync());
        await Assert.ThrowsAsync<MasterKeyException>(() => AssertReadsAsync(value, first));

        // Keys that are made later are wrapped, too.
        await AssertReadsAsync(value, second, retire: true);
        Assert.DoesNotContain("masterKey", await RingAsync(), StringComparison.Ordinal);
        Assert.Equal(again.Count(c => c == '\n') + 1, (await RingAsync()).Count(c => c == '\n'));

        await storage.ScalarAsync<int>("UPDATE data_protection_keys SET xml = replace(xml, 'A', 'B') RETURNING 1");
        Assert.Contains("damaged", (await Assert.ThrowsAsync<MasterKeyException>(() => AssertReadsAsync(value, second))).Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Start_WithAMasterKeyThatIsNone_Fails()
    {
        await using var database = await TestDatabase.CreateAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDatabase(database.ConnectionString).AddSecrets(builder.Configuration).Configure<SecretOptions>(options => options.MasterKey = "short");
        using var host = builder.Build();

        await Assert.ThrowsAsync<MasterKeyException>(() => host.StartAsync());
    }

    private async Task AssertReadsAsync(byte[] value, string? master, bool retire = false)
    {
        await using var restarted = storage.Restart(services => services.Configure<SecretOptions>(options =>
        {
            options.MasterKey = master;
            options.RetireKeysBefore = retire ? TimeProvider.System.GetUtcNow() : null;
        }));
        await restarted.Get<KeyRing>().PrepareAsync(default);
        Assert.Equal("secret", restarted.Get<SecretProtector>().Unprotect(ConnectionStore.PasswordPurpose, value));
    }

    private Task<string> RingAsync() => storage.ScalarAsync<string>(RingSql);
}
