using System.Security.Cryptography;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Stores.Tests.Audit;

/// <summary>The key of the log: in the database or from outside, and changed while the log goes on.</summary>
public sealed class AuditKeyTests : IAsyncLifetime
{
    private readonly StoreFixture _storage = new();
    private readonly string _first = NewKey();
    private readonly string _second = NewKey();
    private readonly Guid _user = Guid.NewGuid();

    public Task InitializeAsync() => _storage.InitializeAsync();

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    [PostgresFact]
    public async Task Key_FromOutside_IsNotInTheDatabase()
    {
        await using var process = Start(_first);
        await AppendAsync(process);

        Assert.Equal(0, await _storage.ScalarAsync<long>("SELECT count(*) FROM audit_keys WHERE secret IS NOT NULL"));
        Assert.Empty(await FindAsync(process));
    }

    [PostgresFact]
    public async Task Key_ChangedTwice_VerifiesWhatWasWrittenWithEach()
    {
        await AppendAsync(_storage); // with one that the database keeps
        await using (var process = Start(_first))
            await AppendAsync(process);
        await using (var process = Start(_second, _first))
        {
            await AppendAsync(process);
            Assert.Empty(await FindAsync(process));
            Assert.Equal("1,2,3", await _storage.ScalarAsync<string>("SELECT string_agg(key_id::text, ',' ORDER BY seq) FROM audit_log"));
        }

        await using var forgetful = Start(_second);
        Assert.Equal(["key_missing"], (await FindAsync(forgetful)).Select(finding => finding.Problem).Distinct());
    }

    [PostgresFact]
    public async Task Key_GivenUp_CannotBeUsedAnyMore()
    {
        await AppendAsync(_storage);
        await using var process = Start(_first);
        await AppendAsync(process);

        await Assert.ThrowsAsync<AuditKeyException>(() => AppendAsync(_storage));
        await Assert.ThrowsAsync<AuditKeyException>(() => AppendAsync(_storage, Guid.NewGuid()));

        // As somebody would who has it: the process that does not look.
        await using (var command = _storage.DataSource.CreateCommand("ALTER TABLE audit_keys DISABLE TRIGGER USER; DELETE FROM audit_keys WHERE id = 2"))
            await command.ExecuteNonQueryAsync();
        await AppendAsync(_storage);
        await AppendAsync(_storage, Guid.NewGuid());
        var found = await FindAsync(process);
        Assert.Equal(["old_key", "old_key"], found.Select(finding => finding.Problem));
    }

    [PostgresFact]
    public async Task Start_WithoutTheKeyOrWithAnOlderOne_IsRefused()
    {
        await using (var process = Start(_first))
            await AppendAsync(process);
        await Assert.ThrowsAsync<AuditKeyException>(() => _storage.Get<AuditKeys>().LoadAsync(default));
        await using (var process = Start(_second, _first))
            await AppendAsync(process);
        await using var older = Start(_first);
        await Assert.ThrowsAsync<AuditKeyException>(() => older.Get<AuditKeys>().LoadAsync(default));
    }

    [PostgresFact]
    public async Task Key_BegunByManyProcessesAtOnce_IsBegunOnce()
    {
        await AppendAsync(_storage);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var process = Start(_first);
            await AppendAsync(process);
        })));

        Assert.Equal(2, await _storage.ScalarAsync<long>("SELECT count(*) FROM audit_keys"));
        await using var last = Start(_first);
        Assert.Empty(await FindAsync(last));
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64")]
    public void Options_WithWhatIsNoKey_AreRefused(string key)
    {
        Assert.True(new AuditOptionsValidator().Validate(null, new AuditOptions { Key = key }).Failed);
        Assert.True(new AuditOptionsValidator().Validate(null, new AuditOptions { Key = _first, OldKeys = { key } }).Failed);
        Assert.True(new AuditOptionsValidator().Validate(null, new AuditOptions { OldKeys = { _first } }).Failed);
        Assert.True(new AuditOptionsValidator().Validate(null, new AuditOptions { Key = _second, OldKeys = { _first } }).Succeeded);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(AuditChain.KeySize));

    private static async Task<IReadOnlyList<AuditFinding>> FindAsync(StoreFixture process) =>
        (await process.Get<AuditVerifier>().VerifyAsync(null, null, int.MaxValue, default)).Findings;

    private StoreFixture Start(string key, params string[] oldKeys) => _storage.Restart(services => services.Configure<AuditOptions>(options =>
    {
        options.Key = key;
        foreach (var old in oldKeys)
            options.OldKeys.Add(old);
    }));

    private Task AppendAsync(StoreFixture process, Guid? user = null) => process.Get<AuditLog>().AppendAsync(
        [new AuditEntry(user ?? _user, IdentityActions.Login, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), default, null)], default);
}
