using EmailAgent.Api.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Api.Tests.Events;

/// <summary>Live connections of a session that has ended do not outlive it by more than a heartbeat.</summary>
public sealed class SessionEndTests
{
    private const int Faster = 10;

    [Fact]
    public async Task Watch_NotAdmittedAnyMore_EndsWithTheNextHeartbeat()
    {
        var time = new ManualTimeProvider();
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var lifetime = new StoppedNever();
        using var end = new SessionEnd(new DefaultHttpContext { RequestServices = services }, lifetime, time);
        var asked = new Queue<Func<bool>>([() => true, () => throw new TimeoutException(), () => false]);
        var watching = end.WatchAsync(_ => ValueTask.FromResult(asked.Dequeue()()));

        for (var left = 3; left > 0; left--)
        {
            Assert.False(end.IsRevoked); // while nobody can tell, it lives on
            await Eventually.True(() => time.ArmedTimers > 0);
            time.Advance(EventPump.HeartbeatInterval);
            await Eventually.True(() => asked.Count < left);
        }

        await watching;
        Assert.True(end.IsRevoked);
        Assert.True(end.Token.IsCancellationRequested);
        Assert.Equal("the session has ended", SocketClosing.For(new OperationCanceledException(), end).Reason);
    }

    [PostgresFact]
    public async Task Logout_ClosesLiveConnectionsOfTheSession()
    {
        await using var host = await ApiHost.StartAsync(new AcceleratedClock(Faster));
        using var user = await host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(host, bearer: user.Token);
        await socket.ReceiveAsync("ready");
        await using var stream = await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream"));

        await user.PostAsync("/api/v1/auth/logout-all");

        while (await socket.ReceiveAsync() is not null)
        {
            // heartbeats
        }

        Assert.Equal(4401, (int?)socket.CloseStatus);
        Assert.Equal("the session has ended", socket.CloseDescription);
        await stream.CopyToAsync(Stream.Null); // ends, or the test hangs
    }

    private sealed class StoppedNever : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _never = new();

        public CancellationToken ApplicationStarted => _never.Token;

        public CancellationToken ApplicationStopping => _never.Token;

        public CancellationToken ApplicationStopped => _never.Token;

        public void StopApplication() => throw new NotSupportedException();

        public void Dispose() => _never.Dispose();
    }
}
