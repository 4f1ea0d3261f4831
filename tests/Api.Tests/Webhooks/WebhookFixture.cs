using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>A host and endpoints that it trusts, for tests that do not turn the clock.</summary>
public sealed class WebhookFixture : IAsyncLifetime
{
    private WebhookReceiver? _receiver;
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    internal WebhookReceiver Receiver => _receiver ?? throw new InvalidOperationException("PostgreSQL is missing.");

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        _receiver = await WebhookReceiver.StartAsync();
        _host = await ApiHost.StartAsync(settings: _receiver.Settings);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_receiver is not null)
            await _receiver.DisposeAsync();
    }
}
