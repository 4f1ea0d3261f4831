using System.Diagnostics;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.ApiBench;

/// <summary>
/// Cost of the audit log for a request: a transaction that opens a session without an entry and with one, in turn, and an entry that
/// goes through the queue; then the speed of verifying the log.
/// </summary>
internal static class AuditBench
{
    private const int Rounds = 3_000;
    private const int WarmUp = 300;
    private const int Rows = 200_000;
    private const int Batch = 500;
    private const int Look = 50_000;

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var (measured, filled) = (options.Calls ?? Rounds, options.Messages ?? Rows);
        await using var server = await Server.StartAsync();
        var (database, log, trail) = (server.Services.GetRequiredService<NpgsqlDataSource>(), server.Services.GetRequiredService<AuditLog>(), server.Services.GetRequiredService<AuditTrail>());
        await MeasureAsync(Math.Min(WarmUp, measured), database, log, trail, server.UserId);
        var (bare, audited, queued) = await MeasureAsync(measured, database, log, trail, server.UserId);
        Console.WriteLine($"transaction without: p50 {bare.P50} ms, p99 {bare.P99} ms; with an entry: p50 {audited.P50} ms, p99 {audited.P99} ms; queued entry: p50 {queued.P50} ms, p99 {queued.P99} ms");

        for (var written = 0; written < filled; written += Batch)
            await log.AppendAsync([.. Enumerable.Range(0, Batch).Select(i => Entry(Guid.Parse($"00000000-0000-0000-0000-{i % 100:x12}")))], CancellationToken.None);
        var start = Stopwatch.GetTimestamp();
        var (looks, rows, findings, next) = (0, 0L, 0, (AuditProgress?)null);
        do
        {
            var verdict = await server.Services.GetRequiredService<AuditVerifier>().VerifyAsync(null, next, Look, CancellationToken.None);
            (looks, rows, findings, next) = (looks + 1, rows + verdict.Rows, findings + verdict.Findings.Count, verdict.Next);
        }
        while (next is not null);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"verified {rows} rows in {looks} looks and {seconds:0.0} s, {rows / seconds:0} a second; {findings} findings");
        return findings == 0 ? 0 : 1;
    }

    private static async Task<(LoadResult Bare, LoadResult Audited, LoadResult Queued)> MeasureAsync(
        int rounds, NpgsqlDataSource database, AuditLog log, AuditTrail trail, Guid userId)
    {
        var (bare, audited, queued) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(await TimeAsync(() => OpenSessionAsync(database, null, userId)));
            audited.Add(await TimeAsync(() => OpenSessionAsync(database, log, userId)));
            queued.Add(await TimeAsync(() => trail.RecordAsync(Entry(userId), CancellationToken.None).AsTask()));
        }

        return (LoadResult.Of(bare, 1), LoadResult.Of(audited, 1), LoadResult.Of(queued, 1));
    }

    private static async Task OpenSessionAsync(NpgsqlDataSource database, AuditLog? log, Guid userId)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            "INSERT INTO sessions (user_id, id, created_at, last_used_at, expires_at) VALUES ($1, $2, now(), now(), now())", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.NewGuid() });
        await command.ExecuteNonQueryAsync();
        if (log is not null)
            await log.CommitAsync(transaction, Entry(userId), CancellationToken.None);
        else
            await transaction.CommitAsync();
    }

    private static AuditEntry Entry(Guid chain) => new(
        chain, IdentityActions.Login, AuditOutcome.Succeeded, $"session:{Guid.NewGuid():N}", new Dictionary<string, string> { ["how"] = "password" },
        new AuditActor(chain, null), new AuditOrigin("192.0.2.1", "bench", "1"));

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
