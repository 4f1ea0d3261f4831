using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

/// <summary>A host in which no live line looks by itself: nothing that is due in ten seconds or later ever happens.</summary>
public sealed class NoPollFixture : IAsyncLifetime
{
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    public async Task InitializeAsync() => _host = PostgresServer.Missing is null ? await ApiHost.StartAsync(new Clock()) : null;

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    private sealed class Clock : TimeProvider
    {
        private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(10);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < Horizon ? dueTime : Timeout.InfiniteTimeSpan, period < Horizon ? period : Timeout.InfiniteTimeSpan);
    }
}
