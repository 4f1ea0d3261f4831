using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Stores.Tests.Audit;

/// <summary>The log in PostgreSQL: what is appended, what cannot be changed, and what is found when it was.</summary>
public sealed class AuditLogTests : IAsyncLifetime
{
    private readonly StoreFixture _storage = new();

    private AuditLog Log => _storage.Get<AuditLog>();

    public Task InitializeAsync() => _storage.InitializeAsync();

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    [PostgresFact]
    public async Task Append_ByManyAtOnce_MakesChainsWithoutGaps()
    {
        Guid[] chains = [AuditEntry.Instance, Guid.NewGuid(), Guid.NewGuid()];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
                await Log.AppendAsync([.. chains.Skip((writer + round) % 3).Concat(chains.Take((writer + round) % 3)).Select(chain => Entry(chain))], default);
        })));

        var verdict = await VerifyAsync();
        Assert.Empty(verdict.Findings);
        Assert.Equal(240, verdict.Rows);
        Assert.Equal(3, await _storage.ScalarAsync<long>("SELECT count(*) FROM audit_heads WHERE seq = 80"));
    }

    [PostgresFact]
    public async Task Append_InATransactionThatFails_LeavesNothing()
    {
        var user = await _storage.AddUserAsync();
        await using (var connection = await _storage.DataSource.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await new NpgsqlCommand("CREATE TABLE parents (id int PRIMARY KEY); CREATE TABLE children (parent int REFERENCES parents DEFERRABLE INITIALLY DEFERRED)", connection).ExecuteNonQueryAsync();
            await new NpgsqlCommand("INSERT INTO children VALUES (1)", connection).ExecuteNonQueryAsync(); // refused at the commit
            var refused = await Assert.ThrowsAsync<PostgresException>(() => Log.CommitAsync(transaction, Entry(user), default));
            Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
        }

        Assert.Equal(0, (await VerifyAsync()).Rows);
        await Log.AppendAsync([Entry(user)], default);
        Assert.Equal(1, (await VerifyAsync()).Rows);
    }

    [PostgresFact]
    public async Task Append_HostileText_IsBoundedAndKept()
    {
        var hostile = new string('"', 10_000) + "\0\ud800";
        var entry = Entry(Guid.NewGuid()) with
        {
            Target = "\0" + hostile,
            Details = new Dictionary<string, string> { ["a"] = hostile, ["b\0"] = "\ud800" },
            Actor = new AuditActor(null, hostile),
            Origin = new AuditOrigin(hostile, "\ud83d\ude00\0", null),
        };

        await Log.AppendAsync([entry], default);

        Assert.Empty((await VerifyAsync()).Findings);
        var row = Assert.Single(await ListAsync());
        Assert.True(row.Target!.Length <= 256 && row.Credential!.Length <= 256 && row.Details.Length < 1_000 && row.Origin!.Length < 1_000);
    }

    [PostgresTheory]
    [InlineData("UPDATE audit_log SET action = 'x'")]
    [InlineData("UPDATE audit_log SET origin = '{}'")]
    [InlineData("UPDATE audit_log SET origin = NULL, outcome = 'x'")]
    [InlineData("DELETE FROM audit_log")]
    [InlineData("TRUNCATE audit_log")]
    [InlineData("UPDATE audit_heads SET seq = seq - 1")]
    [InlineData("DELETE FROM audit_heads")]
    [InlineData("UPDATE audit_anchors SET seq = 0")]
    [InlineData("DELETE FROM audit_anchors")]
    [InlineData("DELETE FROM audit_keys")]
    public async Task Change_OfWhatIsWritten_IsRefusedByTheDatabase(string change)
    {
        await Log.AppendAsync([Entry(Guid.NewGuid())], default);
        await _storage.Get<AuditAnchors>().AnchorAsync(default);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(change));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [PostgresTheory]
    [InlineData("UPDATE audit_log SET at = at + interval '1 microsecond' WHERE seq = 2", "changed", 2)]
    [InlineData("UPDATE audit_log SET details = '{}' WHERE seq = 2", "changed", 2)]
    [InlineData("UPDATE audit_log SET origin = NULL WHERE seq = 2", "origin_missing", 2)]
    [InlineData("UPDATE audit_log SET origin = '{}' WHERE seq = 2", "origin_changed", 2)]
    [InlineData("DELETE FROM audit_log WHERE seq = 2", "missing", 2)]
    [InlineData("DELETE FROM audit_log WHERE seq = 3", "truncated", 3)]
    [InlineData("DELETE FROM audit_log WHERE seq = 3; UPDATE audit_heads h SET seq = 2, hash = l.hash FROM audit_log l WHERE l.seq = 2 AND l.chain_id = h.chain_id", "truncated", 3)]
    [InlineData("DELETE FROM audit_log; DELETE FROM audit_heads", "truncated", 1)]
    [InlineData("DELETE FROM audit_anchors WHERE number = 1", "anchor_missing", 1)]
    [InlineData("UPDATE audit_anchors SET seq = 2 WHERE number = 2", "anchor_changed", 2)]
    public async Task Verify_WhatWasTamperedWith_IsFound(string tampering, string problem, long seq)
    {
        var chain = Guid.NewGuid();
        await Log.AppendAsync([.. Enumerable.Repeat(Entry(chain), 3)], default);
        Assert.Equal(2, (await _storage.Get<AuditAnchors>().AnchorAsync(default))!.Number);
        Assert.Null(await _storage.Get<AuditAnchors>().AnchorAsync(default));
        Assert.Empty((await VerifyAsync()).Findings);

        // As the owner of the tables can.
        foreach (var table in (string[])["audit_log", "audit_heads", "audit_anchors"])
            await ExecuteAsync($"ALTER TABLE {table} DISABLE TRIGGER USER");
        await ExecuteAsync(tampering);

        var found = (await VerifyAsync()).Findings;
        Assert.Contains(found, finding => finding.Problem == problem && finding.Seq == seq);
    }

    [PostgresFact]
    public async Task Erase_OfAUser_TakesTheOriginsAndTheChainHolds()
    {
        var (user, other) = (Guid.NewGuid(), Guid.NewGuid());
        await Log.AppendAsync([Entry(user), Entry(other) with { Actor = new AuditActor(user, null) }, Entry(other)], default);

        await using (var connection = await _storage.DataSource.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
            await _storage.Get<AuditEraser>().CommitAsync(transaction, user, default);

        Assert.Empty((await VerifyAsync()).Findings);
        var rows = await ListAsync();
        Assert.Equal(4, rows.Count);
        Assert.Equal([other], rows.Where(row => row.Origin is not null).Select(row => row.Position.ChainId));
    }

    [PostgresFact]
    public async Task Expire_OfOrigins_TakesThoseWhoseTimeIsOverDayByDay()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await using var storage = _storage.Restart(services => services.AddSingleton<TimeProvider>(time));
        var user = Guid.NewGuid();
        for (var day = 0; day < 3; day++)
        {
            await storage.Get<AuditLog>().AppendAsync([Entry(user), Entry(AuditEntry.Instance)], default);
            time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null(await storage.Get<AuditEraser>().ExpireDayAsync(default));
        time.Advance(TimeSpan.FromDays(363));
        Assert.Equal(new DateOnly(2026, 1, 1), await storage.Get<AuditEraser>().ExpireDayAsync(default)); // January 1 is more than 365 days ago, January 2 is not yet

        Assert.Null(await storage.Get<AuditEraser>().ExpireDayAsync(default));
        Assert.Equal(4, (await ListAsync()).Count(row => row.Origin is not null));
        Assert.DoesNotContain((await VerifyAsync(storage)).Findings, finding => finding.Problem != "anchor_missing"); // nobody anchored in this test
        await ExecuteAsync("UPDATE audit_log SET origin = NULL WHERE seq = 3");
        Assert.Contains((await VerifyAsync(storage)).Findings, finding => finding.Problem == "origin_missing");
    }

    [PostgresFact]
    public async Task List_ByPages_IsTheWholeInOrderEachOnce()
    {
        var (user, admin) = (Guid.NewGuid(), Guid.NewGuid());
        for (var i = 0; i < 7; i++)
        {
            await Log.AppendAsync([Entry(user), Entry(user) with { Actor = new AuditActor(admin, null), Action = "user.disable" }, Entry(admin)], default);
        }

        Assert.Equal(14, (await PagesAsync(new AuditFilter(user, null, null, null, null, 3, null))).Count);
        Assert.Equal(14, (await PagesAsync(new AuditFilter(admin, null, null, null, null, 3, null))).Count);
        Assert.Equal(21, (await PagesAsync(new AuditFilter(null, null, null, null, null, 4, null))).Count);
        Assert.Equal(7, (await PagesAsync(new AuditFilter(null, "user", null, null, null, 2, null))).Count);
        Assert.Equal(7, (await PagesAsync(new AuditFilter(user, "user.disable", null, null, null, 2, null))).Count);
        Assert.Empty(await PagesAsync(new AuditFilter(null, "use", null, null, null, 2, null)));
        Assert.Empty(await PagesAsync(new AuditFilter(null, null, null, DateTimeOffset.UnixEpoch, null, 2, null)));
        Assert.Empty(await PagesAsync(new AuditFilter(null, null, null, null, null, 2, "refused")));
        Assert.Equal(21, (await PagesAsync(new AuditFilter(null, null, null, null, null, 50, "succeeded"))).Count);
        Assert.Equal(21, (await PagesAsync(new AuditFilter(null, null, DateTimeOffset.UnixEpoch, null, null, 50, null))).Count);
    }

    private static AuditEntry Entry(Guid chain) => new(
        chain, IdentityActions.Login, AuditOutcome.Succeeded, "session:1", new Dictionary<string, string> { ["how"] = "password" }, default, new AuditOrigin("192.0.2.1", "test", "1"));

    private static Task<AuditVerdict> VerifyAsync(StoreFixture storage) => storage.Get<AuditVerifier>().VerifyAsync(null, null, int.MaxValue, default);

    private Task<AuditVerdict> VerifyAsync() => _storage.Get<AuditVerifier>().VerifyAsync(null, null, int.MaxValue, default);

    private Task<IReadOnlyList<AuditRecord>> ListAsync() => _storage.Get<AuditReader>().ListAsync(new AuditFilter(null, null, null, null, null, 100, null), after: null, default);

    private async Task<List<AuditRecord>> PagesAsync(AuditFilter query)
    {
        var all = new List<AuditRecord>();
        AuditPosition? last = null;
        while (await _storage.Get<AuditReader>().ListAsync(query, last, default) is { Count: > 0 } page)
        {
            all.AddRange(page);
            last = page[^1].Position;
        }

        Assert.Equal(all.Count, all.Select(row => row.Position).Distinct().Count());
        Assert.Equal(all.OrderByDescending(row => row.Position.At).Select(row => row.Position.At), all.Select(row => row.Position.At));
        return all;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _storage.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
