namespace EmailAgent.Testing;

/// <summary>
/// A server that a test suite brings itself, in a temporary folder of its own. It never runs as root and is gone when the test
/// process is.
/// </summary>
public sealed class TestProcess : IAsyncDisposable
{
    private readonly ServerGuard _guard;

    private TestProcess(ServerGuard guard) => _guard = guard;

    /// <summary>The folder, which goes with this object.</summary>
    public string Folder => _guard.Folder;

    /// <summary>What the server has written to its standard output and error.</summary>
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

    public ValueTask DisposeAsync() => _guard.DisposeAsync();
}
