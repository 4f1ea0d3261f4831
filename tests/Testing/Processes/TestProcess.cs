namespace EmailAgent.Testing;

/// <summary>A server that a test suite provides, in a temporary folder. It never runs as root and ends with the test process.</summary>
public sealed class TestProcess : IAsyncDisposable
{
    private readonly ServerGuard _guard;

    private TestProcess(ServerGuard guard) => _guard = guard;

    /// <summary>The folder, which goes with this object.</summary>
    public string Folder => _guard.Folder;

    /// <summary>Gets the server's standard output and error so far.</summary>
    public string Log => _guard.Log;

    /// <summary>Makes the folder; the server is not started yet.</summary>
    /// <param name="name">Part of the folder's name.</param>
    public static async Task<TestProcess> CreateAsync(string name)
        => new(await ServerGuard.CreateAsync(name, stopSignal: "TERM", discardSignal: "KILL"));

    /// <summary>Copies a file or folder into <see cref="Folder"/>, readable for the server.</summary>
    public async Task CopyAsync(string path)
    {
        var result = await Command.RunAsync(["cp", "-rL", path, Folder]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{path} could not be copied: {result.Error}");
    }

    /// <summary>Starts the server.</summary>
    public async Task StartAsync(params string[] command)
    {
        await _guard.SetCommandAsync(command);
        await _guard.StartAsync();
    }

    /// <summary>Ends the server and its child processes with SIGKILL; the folder stays.</summary>
    public Task KillAsync() => _guard.KillAsync();

    /// <summary>Starts the server again by the same command.</summary>
    public Task StartAgainAsync() => _guard.StartAsync();

    public ValueTask DisposeAsync() => _guard.DisposeAsync();
}
