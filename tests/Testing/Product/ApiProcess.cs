using System.Diagnostics;

namespace EmailAgent.Testing;

/// <summary>The product as it is run: one process on an ephemeral port, which can be killed and started again on the same database.</summary>
public sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Queue<string> _output = new();
    private readonly string _connectionString;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process? _process;

    private ApiProcess(string connectionString, IReadOnlyDictionary<string, string> settings)
    {
        _connectionString = connectionString;
        _settings = settings;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    public int Port { get; } = LoopbackPort.Find();

    public HttpClient Client { get; }

    public int Id => _process!.Id;

    /// <param name="connectionString">The database.</param>
    /// <param name="settings">Configuration keys and values, such as <c>Mailboxes__PollInterval</c>.</param>
    public static async Task<ApiProcess> StartAsync(string connectionString, IReadOnlyDictionary<string, string>? settings = null)
    {
        var api = new ApiProcess(connectionString, settings ?? new Dictionary<string, string>());
        await api.StartAsync();
        return api;
    }

    /// <summary>As <see cref="StartAsync(string, IReadOnlyDictionary{string, string}?)"/>, without waiting until it is ready.</summary>
    public static ApiProcess Launch(string connectionString)
    {
        var api = new ApiProcess(connectionString, new Dictionary<string, string>());
        api.Launch();
        return api;
    }

    /// <summary>Starts and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Launch();
        await Eventually.True(IsReadyAsync, StartLimit);
    }

    private void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [ApiAssembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Postgres"] = _connectionString;
        start.Environment["ASPNETCORE_URLS"] = Client.BaseAddress!.ToString();
        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed so far, the last lines.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>SIGKILL: no chance to save anything.</summary>
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

    /// <summary>Waits for it to end by itself.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan limit)
    {
        await _process!.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
    }

    /// <summary>All projects are built side by side: <c>bin/PROJECT/CONFIGURATION/</c>.</summary>
    private static string ApiAssembly => Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Api", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "EmailAgent.Api.dll");

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"The process ended with {_process.ExitCode}:\n{Output}");
        }

        try
        {
            return (await Client.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            if (_output.Count == 200) _output.Dequeue();
            _output.Enqueue(line);
        }
    }
}
