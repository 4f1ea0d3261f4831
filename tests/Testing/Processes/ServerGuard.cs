using System.Diagnostics;

namespace EmailAgent.Testing;

/// <summary>
/// Owner of one server process and its temporary folder. A small shell in a separate session stands between the test process and the
/// server: when the test process ends, for whatever reason, the shell's input closes, and it stops the server and removes the folder.
/// Nothing is left behind, not even after SIGKILL of the test process.
/// </summary>
internal sealed class ServerGuard : IAsyncDisposable
{
    // $1 folder prefix, $2 signal for an orderly stop, $3 signal for a stop that discards the data.
    private const string Script = """
        ulimit -n "$(ulimit -Hn)" 2>/dev/null
        folder=$(mktemp -d "$1.XXXXXX") || exit 1
        pid=
        halt() { # signal, "-" to address the whole process group
            if [ -n "$pid" ]; then kill -s "$1" -- "${2-}$pid" 2>/dev/null; wait "$pid" 2>/dev/null; pid=; fi
        }
        echo "$folder"
        while read -r word; do
            case $word in
                start) setsid sh "$folder/start.sh" >>"$folder/server.log" 2>&1 </dev/null & pid=$! ;;
                stop) halt "$2" ;;
                kill) halt KILL - ;;
            esac
            echo "$pid"
        done
        halt "$3"
        rm -rf "$folder"
        """;

    private readonly Process _shell;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private ServerGuard(Process shell, string folder)
    {
        _shell = shell;
        Folder = folder;
    }

    /// <summary>The server's own folder; it belongs to the server's account and goes with this object.</summary>
    public string Folder { get; }

    /// <summary>Gets the server's standard output and error so far.</summary>
    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    private string LogPath => Path.Combine(Folder, "server.log");

    /// <param name="name">Part of the folder's name.</param>
    /// <param name="stopSignal">Signal for an orderly stop.</param>
    /// <param name="discardSignal">Signal for a stop that discards the data.</param>
    /// <param name="keepAccount">True for a server that drops its rights by itself; false runs it under <see cref="ServerAccount"/>.</param>
    public static async Task<ServerGuard> CreateAsync(string name, string stopSignal, string discardSignal, bool keepAccount = false)
    {
        var prefix = Path.Combine(Path.GetTempPath(), $"emailagent-{name}");
        string[] command = [.. keepAccount ? [] : ServerAccount.Prefix, "sh", "-c", Script, "guard", prefix, stopSignal, discardSignal];
        var shell = Process.Start(new ProcessStartInfo("setsid", command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        }) ?? throw new InvalidOperationException("setsid did not start.");
        var folder = await shell.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"No temporary folder could be made at {prefix}.");
        return new ServerGuard(shell, folder);
    }

    /// <summary>Sets the command line that <see cref="StartAsync"/> runs.</summary>
    public Task SetCommandAsync(params string[] command) => File.WriteAllTextAsync(
        Path.Combine(Folder, "start.sh"),
        "exec " + string.Join(' ', command.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'")));

    public Task StartAsync() => SendAsync("start");

    /// <summary>Stops the server in order and waits for its end.</summary>
    public Task StopAsync() => SendAsync("stop");

    /// <summary>Ends the server and its process group with SIGKILL.</summary>
    public Task KillAsync() => SendAsync("kill");

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        _turn.Dispose();
        // Root can have put folders in there, which the unprivileged shell cannot remove.
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private async Task SendAsync(string word)
    {
        await _turn.WaitAsync();
        try
        {
            await _shell.StandardInput.WriteLineAsync(word);
            await _shell.StandardInput.FlushAsync();
            if (await _shell.StandardOutput.ReadLineAsync() is null)
                throw new InvalidOperationException($"The process that guards {Folder} has ended.");
        }
        finally
        {
            _turn.Release();
        }
    }
}
