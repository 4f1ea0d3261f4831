using System.Diagnostics;
using System.Globalization;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>The product as <c>./run</c> starts it, with a new data folder: its private PostgreSQL with its real settings, fsync included.</summary>
internal sealed class RunProduct : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("emailagent-bench.").FullName;
    private readonly Process _run;
    private readonly HttpClient _client;

    private RunProduct(IReadOnlyDictionary<string, string> settings)
    {
        // PostgreSQL can run as another user, who must be able to enter.
        File.SetUnixFileMode(_data, (UnixFileMode)Convert.ToInt32("755", 8));
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPort.Find()}") };
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "run")) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        start.Environment["DATA_DIR"] = _data;
        start.Environment["PORT"] = _client.BaseAddress.Port.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        _run = Process.Start(start)!;
        _run.OutputDataReceived += (_, _) => { };
        _run.BeginOutputReadLine();
    }

    public static async Task<Product> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var run = new RunProduct(settings);
        await Eventually.True(run.IsReadyAsync, TimeSpan.FromMinutes(5));
        return new Product(run._client, () => Process.GetProcesses().Single(run.IsApi), run.DisposeAsync);
    }

    public async ValueTask DisposeAsync()
    {
        using (var interrupt = Process.Start("kill", ["-INT", _run.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await interrupt.WaitForExitAsync();
        }

        await _run.WaitForExitAsync();
        _run.Dispose();
        _client.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private bool IsApi(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("EmailAgent.Api", StringComparison.Ordinal)
                && File.ReadAllText($"/proc/{process.Id}/environ").Contains("DATA_DIR=" + _data, StringComparison.Ordinal)
                && !File.ReadAllText($"/proc/{process.Id}/cmdline").StartsWith("bash", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It has ended meanwhile.
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_run.HasExited)
        {
            throw new InvalidOperationException($"./run ended with {_run.ExitCode}.");
        }

        try
        {
            return (await _client.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
