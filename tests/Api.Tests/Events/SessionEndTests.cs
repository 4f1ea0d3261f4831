using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

/// <summary>Live connections of a session that has ended do not outlive it by more than a heartbeat.</summary>
public sealed class SessionEndTests
{
    private const int Faster = 20;

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
}
