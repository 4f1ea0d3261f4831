using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace EmailAgent.Engine.Tests.Hosting;

/// <summary>A host with the engine that this build was made with, on a database of its own or a given one.</summary>
public sealed partial class EngineHost : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly IHost _host;

    private EngineHost(IHost host, TestDatabase? database) => (_host, _database) = (host, database);

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public IServiceProvider Services => _host.Services;

    public static async Task<EngineHost> StartAsync(EngineSettings? settings = null)
    {
        var database = await TestDatabase.CreateAsync();
        try
        {
            return new EngineHost(await StartHostAsync(database.ConnectionString, settings ?? new EngineSettings()), database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts on a database that outlives this host.</summary>
    public static async Task<EngineHost> StartAsync(TestDatabase database, EngineSettings? settings = null) =>
        new(await StartHostAsync(database.ConnectionString, settings ?? new EngineSettings()), null);

    /// <inheritdoc cref="StartAsync(TestDatabase, EngineSettings?)"/>
    public static async Task<EngineHost> StartAsync(string connectionString) =>
        new(await StartHostAsync(connectionString, new EngineSettings()), null);

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static async Task<IHost> StartHostAsync(string connectionString, EngineSettings settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<Greeting>();
        builder.Services.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        settings.Configure?.Invoke(builder.Services);
        AddEngine(builder, connectionString, settings);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
