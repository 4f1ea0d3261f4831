using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using Xunit.Abstractions;

namespace EmailAgent.Stores.Tests.Audit;

/// <summary>Any tampering with the stored log, by somebody who owns the tables and not the key, is found: by one look, and by many short ones.</summary>
public sealed class AuditTamperingTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Rounds = 60;

    private static readonly string[] Columns =
    [
        "chain_id = gen_random_uuid()", "seq = seq + 1000", "seq = -seq", "at = at + interval '1 microsecond'", "action = action || 'x'", "outcome = 'failed'", "actor_id = gen_random_uuid()",
        "credential = 'session:2'", "target = NULL", "details = '{}'", "origin = NULL", "origin = '{}'", "origin_digest = NULL", "origin_digest = sha256('{}'), origin = '{}'",
        "hash = sha256(hash)", "key_id = key_id + 1",
    ];

    private readonly StoreFixture _storage = new();
    private readonly int _seed = Environment.TickCount;
    private readonly Guid[] _chains = [AuditEntry.Instance, Guid.NewGuid(), Guid.NewGuid()];

    public async Task InitializeAsync()
    {
        await _storage.InitializeAsync();
        if (PostgresServer.Missing is not null)
            return;
        for (var round = 0; round < 4; round++)
            await _storage.Get<AuditLog>().AppendAsync([.. _chains.Select(Entry)], default);
        await _storage.Get<AuditAnchors>().AnchorAsync(default);
        await _storage.Get<AuditLog>().AppendAsync([.. _chains.Select(Entry)], default);
        foreach (var table in (string[])["audit_log", "audit_heads", "audit_anchors"])
            await ExecuteAsync($"ALTER TABLE {table} DISABLE TRIGGER USER; CREATE TABLE kept_{table} AS TABLE {table}");
    }

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    [PostgresFact]
    public async Task Verify_AfterAnyTampering_FindsIt()
    {
        output.WriteLine($"seed {_seed}");
        var random = new Random(_seed);
        Assert.Empty(await LookAsync(int.MaxValue));
        Assert.Empty(await LookAsync(1));
        for (var round = 0; round < Rounds; round++)
        {
            var tampering = Tamper(round, random);
            output.WriteLine(tampering);
            await ExecuteAsync(tampering);
            Assert.True((await LookAsync(int.MaxValue)).Count > 0, $"One look does not find: {tampering}");
            Assert.True((await LookAsync(1)).Count > 0, $"Many looks do not find: {tampering}");
            await ExecuteAsync("""
                DELETE FROM audit_log; DELETE FROM audit_heads; DELETE FROM audit_anchors;
                INSERT INTO audit_log TABLE kept_audit_log; INSERT INTO audit_heads TABLE kept_audit_heads; INSERT INTO audit_anchors TABLE kept_audit_anchors
                """);
        }
    }

    // Each column once, then chance.
    private string Tamper(int round, Random random)
    {
        var (chain, other) = (_chains[round % 3], _chains[(round + 1) % 3]);
        var seq = random.Next(1, 6);
        if (round < Columns.Length)
            return $"UPDATE audit_log SET {Columns[round]} WHERE chain_id = '{chain}' AND seq = {seq}";
        return random.Next(11) switch
        {
            0 => $"DELETE FROM audit_log WHERE chain_id = '{chain}' AND seq = {seq}",
            1 => $"DELETE FROM audit_log WHERE chain_id = '{chain}' AND seq > {seq % 4}; {SetEnd(chain, seq % 4)}",
            2 => $"DELETE FROM audit_log WHERE chain_id = '{chain}'; DELETE FROM audit_heads WHERE chain_id = '{chain}'",
            3 => $"UPDATE audit_log SET seq = -1 WHERE chain_id = '{chain}' AND seq = {seq}; UPDATE audit_log SET seq = {seq} WHERE chain_id = '{chain}' AND seq = {(seq % 5) + 1}; UPDATE audit_log SET seq = {(seq % 5) + 1} WHERE chain_id = '{chain}' AND seq = -1",
            4 => $"INSERT INTO audit_log SELECT * FROM audit_log WHERE chain_id = '{chain}' AND seq = {seq}".Replace("*", Copy("chain_id", "6"), StringComparison.Ordinal) + $"; {SetEnd(chain, 6)}",
            5 => $"INSERT INTO audit_log SELECT * FROM audit_log WHERE chain_id = '{chain}'".Replace("*", Copy("'00000000-0000-0000-0000-00000000000a'", "seq"), StringComparison.Ordinal)
                + "; INSERT INTO audit_heads SELECT chain_id, seq, hash FROM audit_log WHERE chain_id = '00000000-0000-0000-0000-00000000000a' AND seq = 5",
            6 => $"DELETE FROM audit_log WHERE chain_id = '{other}' AND seq = {seq}; INSERT INTO audit_log SELECT * FROM audit_log WHERE chain_id = '{chain}' AND seq = {seq}".Replace("*", Copy($"'{other}'", "seq"), StringComparison.Ordinal),
            7 => $"DELETE FROM audit_anchors WHERE number >= {random.Next(2, 4)}",
            8 => $"UPDATE audit_anchors SET head_hash = sha256(head_hash), seq = {seq + 1} WHERE number = {random.Next(1, 4)}",
            9 => $"UPDATE audit_heads SET seq = seq + {seq} WHERE chain_id = '{chain}'",
            _ => $"UPDATE audit_heads SET hash = sha256(hash) WHERE chain_id = '{chain}'",
        };
    }

    private static string Copy(string chain, string seq) =>
        $"{chain}, {seq}, at, action, outcome, actor_id, credential, target, details, origin, origin_digest, hash, key_id";

    private static string SetEnd(Guid chain, int seq) =>
        $"UPDATE audit_heads SET seq = {seq}, hash = coalesce((SELECT hash FROM audit_log WHERE chain_id = '{chain}' AND seq = {seq}), '') WHERE chain_id = '{chain}'";

    private async Task<List<AuditFinding>> LookAsync(int limit)
    {
        var findings = new List<AuditFinding>();
        AuditProgress? next = null;
        do
        {
            var verdict = await _storage.Get<AuditVerifier>().VerifyAsync(null, next, limit, default);
            findings.AddRange(verdict.Findings);
            next = verdict.Next;
        }
        while (next is not null);
        return findings;
    }

    private AuditEntry Entry(Guid chain) => new(
        chain, IdentityActions.Login, AuditOutcome.Succeeded, "session:1", new Dictionary<string, string> { ["how"] = "password" },
        new AuditActor(chain, "session:1"), new AuditOrigin("192.0.2.1", "test", "1"));

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _storage.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
