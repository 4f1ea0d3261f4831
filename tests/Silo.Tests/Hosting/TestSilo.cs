using EmailAgent.Database;
using EmailAgent.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace EmailAgent.Silo.Tests.Hosting;

/// <summary>A silo as the product composes it, with the grains of these tests, on a database of its own or a given one.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly IHost _host;

    private TestSilo(IHost host, TestDatabase? database) => (_host, _database) = (host, database);

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public IServiceProvider Services => _host.Services;

    public static async Task<TestSilo> StartAsync(SiloSettings? settings = null)
    {
        var database = await TestDatabase.CreateAsync();
        try
        {
            return new TestSilo(await StartHostAsync(database.ConnectionString, settings ?? new SiloSettings()), database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts on a database that outlives this host.</summary>
    public static async Task<TestSilo> StartAsync(string connectionString, SiloSettings? settings = null) =>
        new(await StartHostAsync(connectionString, settings ?? new SiloSettings()), null);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static async Task<IHost> StartHostAsync(string connectionString, SiloSettings settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cluster:Address"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{LoopbackPort.Find()}",
            ["Cluster:GatewayPort"] = $"{LoopbackPort.Find()}",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddDatabaseLock(connectionString, settings.Mode);
        builder.Services.AddDatabase(connectionString);
        builder.AddOrleans(connectionString, settings.Mode);
        builder.Services.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        builder.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = settings.ResponseTimeout);
        settings.AddServices(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
    }
}
