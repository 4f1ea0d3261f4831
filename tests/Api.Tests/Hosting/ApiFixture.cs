namespace EmailAgent.Api.Tests.Hosting;

/// <summary>One host for all tests that do not stop it or turn its clock.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    public async Task InitializeAsync() => _host = Testing.PostgresServer.Missing is null ? await ApiHost.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
