using System.Net.WebSockets;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

[Collection(ApiTests.Name)]
public sealed class WebSocketTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Connect_WithHeader_DeliversNewEventsOnly()
    {
        using var user = await fixture.Host.RegisterAsync();
        var writer = new EventWriter(user);
        await writer.AppendAsync("email.received", 3);

        using var socket = await EventSocket.OpenAsync(fixture.Host, bearer: user.Token);
        Assert.Equal(3, (await socket.ReceiveAsync("ready")).GetProperty("after").GetInt64());
        await writer.AppendAsync("email.updated");

        var frame = await socket.ReceiveAsync("email.updated");
        Assert.Equal(4, frame.GetProperty("seq").GetInt64());
        Assert.Equal(1, frame.GetProperty("data").GetProperty("n").GetInt32());
        Assert.EndsWith("Z", frame.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        await socket.CloseAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [PostgresFact]
    public async Task Connect_ResumeFrameWhileEventsAreAppended_NoGapAndNoRepeat()
    {
        using var user = await fixture.Host.RegisterAsync();
        var writer = new EventWriter(user);
        await writer.AppendAsync("email.received", 10);
        using var stop = new CancellationTokenSource();
        var appending = AppendUntilAsync(writer, stop.Token);

        var sockets = await Task.WhenAll(Enumerable.Range(0, 5).Select(async n =>
        {
            var socket = await EventSocket.OpenAsync(fixture.Host, $"access_token={user.Token}");
            await socket.ResumeAsync(n);
            return (Socket: socket, Positions: await socket.ReceiveEventsAsync(300));
        }));
        await stop.CancelAsync();
        await appending;

        foreach (var ((socket, positions), n) in sockets.Select((socket, n) => (socket, n)))
        {
            Assert.Equal(Enumerable.Range(n + 1, 300).Select(position => (long)position), positions);
            socket.Dispose();
        }
    }

    [PostgresFact]
    public async Task Connect_AfterParameter_StartsThere()
    {
        using var user = await fixture.Host.RegisterAsync();
        await new EventWriter(user).AppendAsync("email.received", 5);
        using var socket = await EventSocket.OpenAsync(fixture.Host, "after=2", user.Token);
        Assert.Equal([3L, 4L, 5L], await socket.ReceiveEventsAsync(3));
    }

    [PostgresFact]
    public async Task FirstFrame_WithToken_Authenticates()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(fixture.Host);
        await socket.SendAsync(new { type = "auth", access_token = user.Token });
        await socket.ReceiveAsync("ready");
        await socket.SendAsync(new { type = "ping" });
        await socket.ReceiveAsync("pong");
    }

    [PostgresTheory]
    [InlineData("""{"type":"auth","access_token":"nonsense"}""")]
    [InlineData("""{"type":"resume","after":0}""")]
    [InlineData("""{"type":"auth"}""")]
    public async Task FirstFrame_WithoutToken_Closes4401(string frame)
    {
        using var socket = await EventSocket.OpenAsync(fixture.Host);
        await socket.SendTextAsync(frame);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(4401, (int)socket.CloseStatus!);
    }

    [PostgresFact]
    public async Task Connect_WithBadToken_IsRefusedBeforeTheUpgrade()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => EventSocket.OpenAsync(fixture.Host, bearer: "nonsense"));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Frames_NotUnderstood_AreAnsweredByErrors()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(fixture.Host, bearer: user.Token);
        await socket.ReceiveAsync("ready");
        await socket.SendAsync(new { type = "dance" });
        Assert.Equal("unknown_frame", (await socket.ReceiveAsync("error")).GetProperty("code").GetString());
        await socket.SendAsync(new { type = "resume", after = 5 });
        Assert.Equal("unknown_position", (await socket.ReceiveAsync("error")).GetProperty("code").GetString());
    }

    [PostgresTheory]
    [InlineData("not json", WebSocketCloseStatus.InvalidPayloadData)]
    [InlineData("""{"type":"resume","after":"five"}""", WebSocketCloseStatus.InvalidPayloadData)]
    [InlineData("null", WebSocketCloseStatus.InvalidPayloadData)]
    public async Task Frames_Malformed_CloseTheSocket(string frame, WebSocketCloseStatus expected)
    {
        using var user = await fixture.Host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(fixture.Host, bearer: user.Token);
        await socket.ReceiveAsync("ready");
        await socket.SendTextAsync(frame);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(expected, socket.CloseStatus);
    }

    [PostgresFact]
    public async Task Frames_TooLarge_CloseTheSocket()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(fixture.Host, bearer: user.Token);
        await socket.ReceiveAsync("ready");
        await socket.SendTextAsync(new string('x', 20_000));
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [PostgresFact]
    public async Task Token_Expiring_ClosesTheSocketUnlessRenewed()
    {
        // Expires three seconds after it has connected, however long that takes.
        var clock = new ShiftedClock(runs: false);
        await using var host = await ApiHost.StartAsync(clock);
        using var user = await host.RegisterAsync();
        clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(3));
        using var socket = await EventSocket.OpenAsync(host, bearer: user.Token);
        await socket.ReceiveAsync("ready");
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(4401, (int)socket.CloseStatus!);
    }

    [PostgresFact]
    public async Task Host_Stopping_ClosesSocketsWith1001()
    {
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(host, bearer: user.Token);
        await socket.ReceiveAsync("ready");

        var stopping = host.StopAsync();
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await socket.CloseAsync();
        await stopping;
    }

    private static async Task AppendUntilAsync(EventWriter writer, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await writer.AppendAsync("email.received", 3);
    }
}
