using Npgsql;

namespace EmailAgent.Testing;

/// <summary>
/// A PostgreSQL server for tests. Nearly all of them use <see cref="SharedAsync"/>; a test that stops or kills its server starts a
/// private one with <see cref="StartPrivateAsync"/>. Private servers listen on loopback only, do not run as root, keep their data in
/// a temporary folder, and end with the test process.
/// </summary>
/// <remarks>
/// fsync is off: a test's data need not outlive the machine. Commits are still written to the operating system before
/// they are confirmed, so <see cref="KillAsync"/> loses nothing that was committed.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgresServer>> Shared = new(FindSharedAsync);

    private readonly ServerGuard? _guard;

    private PostgresServer(string adminConnectionString, ServerGuard? guard)
    {
        AdminConnectionString = adminConnectionString;
        _guard = guard;
    }

    /// <summary>Gets the reason for skipping tests with PostgreSQL; null if it is installed.</summary>
    public static string? Missing =>
        ExternalConnectionString is null && PostgresCluster.BinaryFolder is null
            ? "PostgreSQL: initdb not found (apt-get install postgresql, or set EMAILAGENT_TEST_POSTGRES)"
            : null;

    /// <summary>Gets the connection string of the database <c>postgres</c> for a role that can create databases.</summary>
    public string AdminConnectionString { get; }

    private static string? ExternalConnectionString =>
        Environment.GetEnvironmentVariable("EMAILAGENT_TEST_POSTGRES") is { Length: > 0 } value ? value : null;

    private ServerGuard Guard =>
        _guard ?? throw new InvalidOperationException("Only a server from StartPrivateAsync can be stopped and started.");

    /// <summary>
    /// Returns the server shared by all tests of this process: the one that EMAILAGENT_TEST_POSTGRES connects to (its role must be
    /// able to create databases), otherwise a private one, started at the first call.
    /// </summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server that belongs to the caller alone.</summary>
    public static async Task<PostgresServer> StartPrivateAsync()
    {
        var guard = await ServerGuard.CreateAsync("postgres", stopSignal: "INT", discardSignal: "QUIT");
        try
        {
            var server = new PostgresServer(await PostgresCluster.CreateAsync(guard), guard);
            await server.StartAsync();
            return server;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again, on the same port with the same data, and waits until it accepts connections.</summary>
    public async Task StartAsync()
    {
        await Guard.StartAsync();
        try
        {
            await Eventually.True(AcceptsConnectionsAsync, StartTimeout);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {Guard.Log}", e);
        }
    }

    /// <summary>Stops the server in order ("fast": open transactions are rolled back).</summary>
    public Task StopAsync() => Guard.StopAsync();

    /// <summary>Ends the server with SIGKILL and waits until its processes have let go of the data.</summary>
    public async Task KillAsync()
    {
        await Guard.KillAsync();
        // The backends notice that their parent is gone; a start before that would find the shared memory in use.
        await Eventually.True(() => !PostgresCluster.HasProcesses(Guard.Folder), StartTimeout);
    }

    /// <summary><see cref="StopAsync"/>, then <see cref="StartAsync"/>.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Stops a private server and removes its data; leaves a shared external one alone.</summary>
    public ValueTask DisposeAsync() => _guard?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<PostgresServer> FindSharedAsync() =>
        ExternalConnectionString is { } external ? new PostgresServer(external, guard: null) : await StartPrivateAsync();

    private async Task<bool> AcceptsConnectionsAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(AdminConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
