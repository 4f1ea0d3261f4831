using System.Diagnostics;

namespace EmailAgent.Testing;

/// <summary>A program of the product in a separate process, which can be killed and started again.</summary>
/// <param name="project">The project that was built, such as <c>Api</c>.</param>
/// <param name="settings">Environment variables, such as <c>Mailboxes__PollInterval</c>.</param>
public sealed class ProductProcess(string project, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private const int KeptLines = 20_000;
    private const int ShownLines = 200;

    private readonly Queue<string> _output = new();
    private Process? _process;

    public int Id => _process!.Id;

    /// <summary>Gets the last lines of its output.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output.TakeLast(ShownLines));
        }
    }

    /// <summary>All that it printed so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_output) return [.. _output];
        }
    }

    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        ProductGuard.Watch(_process);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <exception cref="InvalidOperationException">It has ended by itself.</exception>
    public void ThrowIfEnded()
    {
        if (_process is { HasExited: true } ended)
        {
            throw new InvalidOperationException($"{project} ended with {ended.ExitCode}:\n{Output}");
        }
    }

    /// <summary>Sends SIGKILL: the process cannot save anything.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Sends SIGTERM, as an operator stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan limit)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        await kill.WaitForExitAsync();
        return await ExitCodeAsync(limit);
    }

    /// <summary>Waits for it to end by itself.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan limit)
    {
        await _process!.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    /// <summary>All projects are built side by side: <c>bin/PROJECT/CONFIGURATION/</c>.</summary>
    private string Assembly => Path.Combine(
        AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"EmailAgent.{project}.dll");

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            if (_output.Count == KeptLines) _output.Dequeue();
            _output.Enqueue(line);
        }
    }
}
