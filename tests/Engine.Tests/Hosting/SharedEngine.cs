namespace EmailAgent.Engine.Tests.Hosting;

/// <summary>One engine for all tests of a class that need nothing special.</summary>
public sealed class SharedEngine : IAsyncLifetime
{
    private EngineHost? _host;

    public IClusterClient Client => _host!.Client;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null)
            _host = await EngineHost.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
