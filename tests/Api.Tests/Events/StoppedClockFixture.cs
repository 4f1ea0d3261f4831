using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

/// <summary>A host whose clock stands: nothing in it happens because time has passed.</summary>
public sealed class StoppedClockFixture : IAsyncLifetime
{
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    public async Task InitializeAsync() =>
        _host = PostgresServer.Missing is null ? await ApiHost.StartAsync(new ManualTimeProvider(TimeProvider.System.GetUtcNow())) : null;

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
