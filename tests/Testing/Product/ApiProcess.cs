using System.Globalization;

namespace EmailAgent.Testing;

/// <summary>
/// The product as it is run, on an ephemeral port, which can be killed and started again on the same database: one process, or a
/// cluster of an API's and silos'.
/// </summary>
public sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly ProductProcess _api;
    private readonly Func<ApiProcess> _another;

    private ApiProcess(string connectionString, IReadOnlyDictionary<string, string>? settings, int silos)
    {
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { ["ConnectionStrings__Postgres"] = connectionString };
        foreach (var (key, value) in ProductSettings.LocalServers.Concat(ProductSettings.NoRateLimits)) all.TryAdd(key.Replace(":", "__", StringComparison.Ordinal), value!);
        if (silos > 0)
            all["Cluster__Silos"] = "External";
        Silos = [.. Enumerable.Range(0, silos).Select(_ => CreateSilo(all))];
        _api = new ProductProcess("Api", new Dictionary<string, string>(all) { ["ASPNETCORE_URLS"] = Client.BaseAddress.ToString() });
        _another = () => new ApiProcess(connectionString, all, silos: 0);
    }

    public int Port { get; } = LoopbackPort.Find();

    public HttpClient Client { get; }

    /// <summary>The processes of the silos of a cluster.</summary>
    public IReadOnlyList<ProductProcess> Silos { get; }

    public int Id => _api.Id;

    /// <summary>Gets the last lines of the Api's output.</summary>
    public string Output => _api.Output;

    /// <summary>All that any of its processes printed so far.</summary>
    public IReadOnlyList<string> Lines => [.. All.SelectMany(process => process.Lines)];

    /// <param name="connectionString">The database.</param>
    /// <param name="settings">Configuration keys and values, such as <c>Mailboxes__PollInterval</c>.</param>
    /// <param name="silos">How many silos the cluster has; none for one process.</param>
    public static async Task<ApiProcess> StartAsync(string connectionString, IReadOnlyDictionary<string, string>? settings = null, int silos = 0)
    {
        var api = new ApiProcess(connectionString, settings, silos);
        try
        {
            await api.StartAsync();
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts like <see cref="StartAsync(string, IReadOnlyDictionary{string, string}?, int)"/>, without waiting until the Api is ready.</summary>
    public static ApiProcess Launch(string connectionString)
    {
        var api = new ApiProcess(connectionString, settings: null, silos: 0);
        api.Launch();
        return api;
    }

    /// <summary>Starts and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Launch();
        await Eventually.True(IsReadyAsync, StartLimit);
    }

    /// <summary>Starts one more API on the silos of the same cluster.</summary>
    public async Task<ApiProcess> StartAnotherAsync()
    {
        var another = _another();
        try
        {
            await another.StartAsync();
            return another;
        }
        catch
        {
            await another.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends SIGKILL: the process cannot save anything.</summary>
    public async Task KillAsync()
    {
        foreach (var process in All)
        {
            await process.KillAsync();
        }
    }

    /// <summary>Sends SIGTERM to the Api, then to its silos.</summary>
    /// <returns>The exit codes in this order.</returns>
    public async Task<IReadOnlyList<int>> StopAsync(TimeSpan limit)
    {
        List<int> codes = [await _api.StopAsync(limit)];
        foreach (var silo in Silos)
        {
            codes.Add(await silo.StopAsync(limit));
        }

        return codes;
    }

    /// <summary>Waits for the Api to end by itself.</summary>
    public Task<int> ExitCodeAsync(TimeSpan limit) => _api.ExitCodeAsync(limit);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
    }

    private IEnumerable<ProductProcess> All => [.. Silos, _api];

    private static ProductProcess CreateSilo(IReadOnlyDictionary<string, string> settings) => new("Silo", new Dictionary<string, string>(settings)
    {
        ["Cluster__Address"] = "127.0.0.1",
        ["Cluster__SiloPort"] = LoopbackPort.Find().ToString(CultureInfo.InvariantCulture),
        ["Cluster__GatewayPort"] = LoopbackPort.Find().ToString(CultureInfo.InvariantCulture),
    });

    private void Launch()
    {
        foreach (var process in All)
        {
            process.Launch();
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        foreach (var process in All)
        {
            process.ThrowIfEnded();
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
