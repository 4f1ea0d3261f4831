using System.Diagnostics;
using System.Globalization;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>The product as <c>./run</c> starts it, with an empty data folder of its own: its private PostgreSQL with its real settings, fsync included.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("emailagent-bench.").FullName;
    private readonly Process _run;

    private Product(IReadOnlyDictionary<string, string> settings)
    {
        // PostgreSQL may run as another user, who must be able to enter.
        File.SetUnixFileMode(_data, (UnixFileMode)Convert.ToInt32("755", 8));
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPort.Find()}") };
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "run")) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        start.Environment["DATA_DIR"] = _data;
        start.Environment["PORT"] = Client.BaseAddress.Port.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        _run = Process.Start(start)!;
        _run.OutputDataReceived += (_, _) => { };
        _run.BeginOutputReadLine();
    }

    public HttpClient Client { get; }

    public static async Task<Product> StartAsync(params (string Key, string Value)[] settings)
    {
        var product = new Product(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        await Eventually.True(product.IsReadyAsync, TimeSpan.FromMinutes(5));
        return product;
    }

    /// <summary>Resident memory in bytes and processor time so far of the product's process.</summary>
    public (long Memory, TimeSpan Processor) Usage()
    {
        using var api = Process.GetProcesses().Single(IsApi);
        return (api.WorkingSet64, api.TotalProcessorTime);
    }

    public async ValueTask DisposeAsync()
    {
        using (var interrupt = Process.Start("kill", ["-INT", _run.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await interrupt.WaitForExitAsync();
        }

        await _run.WaitForExitAsync();
        _run.Dispose();
        Client.Dispose();
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
            return (await Client.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
