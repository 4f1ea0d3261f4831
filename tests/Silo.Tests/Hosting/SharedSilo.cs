namespace EmailAgent.Silo.Tests.Hosting;

/// <summary>One silo for all tests of a class that need nothing special.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    private TestSilo? _silo;

    public IClusterClient Client => _silo!.Client;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null)
            _silo = await TestSilo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
    }
}
