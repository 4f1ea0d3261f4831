using System.Diagnostics;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Npgsql;

namespace EmailAgent.Api.Tests.Health;

public sealed class ReadinessTests
{
    private const string Ready = "/health/ready";

    // Less than the half minute of a call of a grain or of a statement, and much more than the check takes, on a machine that has other work, too.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    [PostgresFact]
    public async Task Database_ThatTakesNoWrites_Is503UntilItDoes()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await ApiHost.StartAsync(database: database);
        using var anonymous = host.Anonymous();
        Assert.Equal((200, "connected"), await AskAsync(anonymous));

        await SetReadOnlyAsync(database, "on");
        await Eventually.True(async () => await AskAsync(anonymous) == (503, "not_writable"));
        Assert.Equal(200, (int)(await anonymous.GetAsync("/health")).Status);
        (await anonymous.PostAsync("/api/v1/auth/register", new { email = "a@example.org", password = "correct horse battery" })).IsProblem(503, "unavailable");

        await SetReadOnlyAsync(database, "off");
        await Eventually.True(async () => await AskAsync(anonymous) == (200, "connected"));
    }

    [PostgresFact]
    public async Task Database_ThatHangs_Is503WithinSecondsUntilItGoesOn()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var proxy = FaultProxy.Start(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port);
        var through = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString;
        await using var host = await ApiHost.StartAsync(database: database, settings: new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = through });
        using var anonymous = host.Anonymous();
        Assert.Equal((200, "connected"), await AskAsync(anonymous));

        proxy.Silence();
        var watch = Stopwatch.StartNew();
        await Eventually.True(async () => await AskAsync(anonymous) == (503, "disconnected"), Limit);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);

        proxy.Resume();
        await Eventually.True(async () => await AskAsync(anonymous) == (200, "connected"));
    }

    private static async Task<(int Status, string Database)> AskAsync(ApiClient client)
    {
        var answer = await client.GetAsync(Ready);
        return ((int)answer.Status, answer.Text("database"));
    }

    /// <summary>Sessions that are open do not notice.</summary>
    private static async Task SetReadOnlyAsync(TestDatabase database, string value)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, Database = "postgres" }.ConnectionString);
        await connection.OpenAsync();
        await using var change = new NpgsqlCommand($"ALTER DATABASE {name} SET default_transaction_read_only = {value}", connection);
        await change.ExecuteNonQueryAsync();
        await using var end = new NpgsqlCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND application_name = 'emailagent'", connection);
        await end.ExecuteNonQueryAsync();
    }
}
