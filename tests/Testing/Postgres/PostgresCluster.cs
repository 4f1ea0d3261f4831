using Npgsql;

namespace EmailAgent.Testing;

/// <summary>The files of a private PostgreSQL cluster.</summary>
internal static class PostgresCluster
{
    /// <summary>Gets the folder of the newest installed server's programs, or null. Debian does not put them on the PATH.</summary>
    public static string? BinaryFolder { get; } = FindBinaries();

    /// <summary>Makes a cluster in the guard's folder, ready to start, and returns its administrator's connection string.</summary>
    public static async Task<string> CreateAsync(ServerGuard guard)
    {
        var binaries = BinaryFolder ?? throw new InvalidOperationException(PostgresServer.Missing);
        var data = DataFolder(guard.Folder);
        var passwordFile = Path.Combine(guard.Folder, "password");
        var password = Guid.NewGuid().ToString("N");
        await File.WriteAllTextAsync(passwordFile, password);
        await ServerAccount.RunAsync(
        [
            Path.Combine(binaries, "initdb"), "--pgdata", data, "--username", "tests", "--pwfile", passwordFile,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        ]);

        var port = LoopbackPort.Find();
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), Settings(port));
        await guard.SetCommandAsync(Path.Combine(binaries, "postgres"), "-D", data);
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "tests",
            Password = password,
            Database = "postgres",
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    /// <summary>Returns whether a process of the cluster still uses its data folder.</summary>
    public static bool HasProcesses(string folder)
    {
        var data = DataFolder(folder);
        return Directory.EnumerateDirectories("/proc").Any(process => WorkingFolder(process) == data);
    }

    private static string DataFolder(string folder) => Path.Combine(folder, "data");

    private static string Settings(int port) => $"""

        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = ''
        max_connections = 400
        shared_buffers = 128MB
        fsync = off
        full_page_writes = off
        max_wal_size = 1GB
        """;

    private static string? WorkingFolder(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var installed = versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return installed.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
