using System.Net.WebSockets;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

/// <summary>What takes its time: polls, heartbeats, clients that do not read. Ten times as fast as in life.</summary>
public sealed class DeliveryTests
{
    private const int Faster = 10;

    [PostgresFact]
    public async Task Announcement_Lost_EventComesAnyway()
    {
        await using var host = await ApiHost.StartAsync(new AcceleratedClock(Faster));
        using var user = await host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(host, bearer: user.Token);
        await socket.ReceiveAsync("ready");

        await new EventWriter(user).AppendSilentlyAsync("email.received", 2);

        Assert.Equal([1L, 2L], await socket.ReceiveEventsAsync(2));
    }

    [PostgresFact]
    public async Task Silence_IsBrokenByHeartbeats()
    {
        await using var host = await ApiHost.StartAsync(new AcceleratedClock(Faster));
        using var user = await host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(host, bearer: user.Token);
        await socket.ReceiveAsync("ready");

        Assert.Equal(0, (await socket.ReceiveAsync("heartbeat")).GetProperty("after").GetInt64());
        await new EventWriter(user).AppendAsync("email.received");
        await socket.ReceiveAsync("email.received");
        Assert.Equal(1, (await socket.ReceiveAsync("heartbeat")).GetProperty("after").GetInt64());
    }

    [PostgresFact]
    public async Task Client_ThatDoesNotRead_IsGivenUpAndHoldsUpNobody()
    {
        const int Batches = 30, BatchSize = 1000;
        await using var host = await ApiHost.StartAsync(new AcceleratedClock(Faster / 2)); // The fast one must be given the time to read.
        using var user = await host.RegisterAsync();
        using var slow = await EventSocket.OpenAsync(host, "after=0", user.Token);
        using var fast = await EventSocket.OpenAsync(host, "after=0", user.Token);
        await slow.ReceiveAsync("ready");

        var writer = new EventWriter(user);
        var received = fast.ReceiveEventsAsync(Batches * BatchSize);
        for (var i = 0; i < Batches; i++)
            await writer.AppendAsync("email.received", BatchSize, padding: 1500);

        Assert.Equal(Enumerable.Range(1, Batches * BatchSize).Select(position => (long)position), await received);
        for (var i = 0; i < 3; i++)
            await fast.ReceiveAsync("heartbeat"); // the time in which the slow one is given up
        await Assert.ThrowsAnyAsync<WebSocketException>(() => slow.ReceiveEventsAsync(Batches * BatchSize));
    }
}
