using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmailAgent.Api.Tests.Outgoing;

/// <summary>The product with a scripted way out, and short waits.</summary>
public sealed class OutgoingFixture : IAsyncLifetime
{
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    internal ScriptedSubmitter Submitter { get; } = new();

    public async Task InitializeAsync() => _host = PostgresServer.Missing is not null ? null : await ApiHost.StartAsync(
        settings: new Dictionary<string, string?>
        {
            ["Outgoing:FirstRetry"] = "00:00:00.2",
            ["Outgoing:LongestRetry"] = "00:00:01",
            ["Outgoing:SearchFor"] = "00:00:00",
            ["Outgoing:MessagesPerDay"] = "20",
        },
        configure: services => services.RemoveAll<IMailSubmitter>().AddSingleton<IMailSubmitter>(Submitter));

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    /// <inheritdoc cref="OutgoingMailbox.AddAsync"/>
    public Task<string> AddMailboxAsync(ApiClient owner, string host = "127.0.0.1") => OutgoingMailbox.AddAsync(owner, host);
}
