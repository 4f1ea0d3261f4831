using System.Net.ServerSentEvents;
using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>The events of shared mailboxes.</summary>
[Collection(ApiTests.Name)]
public sealed class SharedEventTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Events_OfASharedMailbox_AreThoseOfItsOwnersLogAndNoOthers()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var (mailbox, hidden) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(owner));
        await hidden.AddAsync(2, "email.received");
        await mailbox.AddAsync(2, "email.received");
        await team.ShareAsync(owner, mailbox, "read");

        var page = (await member.GetAsync($"/api/v1/events?connection_id={mailbox.ConnectionId:N}")).Json;

        Assert.Equal([3L, 4L], page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seq").GetInt64()));
        Assert.Equal(0, (await member.GetAsync("/api/v1/events")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(2, (await owner.GetAsync($"/api/v1/events?connection_id={mailbox.ConnectionId:N}")).Json.GetProperty("items").GetArrayLength());
        (await member.GetAsync($"/api/v1/events?connection_id={hidden.ConnectionId:N}")).IsProblem(404, "not_found");
        (await member.GetAsync($"/api/v1/events/stream?connection_id={hidden.ConnectionId:N}")).IsProblem(404, "not_found");
        (await member.GetAsync("/api/v1/events?connection_id=none")).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task Lines_OnASharedMailbox_DeliverUntilItIsWithdrawnAndEndAtOnce()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var mailbox = await MailSeed.CreateAsync(owner);
        await team.ShareAsync(owner, mailbox, "read");
        using var socket = await EventSocket.OpenAsync(fixture.Host, $"connection_id={mailbox.ConnectionId:N}", member.Token);
        await socket.ReceiveAsync("ready");
        await using var stream = await member.OpenAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/v1/events/stream?after=0&connection_id={mailbox.ConnectionId:N}"));
        var items = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();

        await mailbox.AddAsync(1, "email.received");
        await team.ShareAsync(owner, mailbox, "send"); // whoever listens looks again, and goes on
        Assert.Equal([1L], await socket.ReceiveEventsAsync(1));
        Assert.True(await items.MoveNextAsync());
        Assert.Equal("1", items.Current.EventId);

        await team.WithdrawAsync(owner, mailbox);
        await mailbox.AddAsync(1, "email.received");

        Assert.Null(await socket.ReceiveAsync()); // well before a heartbeat
        Assert.Equal(4401, (int?)socket.CloseStatus);
        Assert.False(await items.MoveNextAsync());
        using var again = await EventSocket.OpenAsync(fixture.Host, $"connection_id={mailbox.ConnectionId:N}", member.Token);
        Assert.Null(await again.ReceiveAsync());
        Assert.Equal(4404, (int?)again.CloseStatus);
    }

    [PostgresFact]
    public async Task Socket_AuthenticatedAnew_KeepsTheLogItReads()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var mailbox = await MailSeed.CreateAsync(owner);
        await team.ShareAsync(owner, mailbox, "read");
        using var socket = await EventSocket.OpenAsync(fixture.Host, $"connection_id={mailbox.ConnectionId:N}");
        await socket.SendAsync(new { type = "auth", access_token = member.Token });
        await socket.ReceiveAsync("ready");
        await socket.SendAsync(new { type = "auth", access_token = member.Token });
        await mailbox.AddAsync(1, "email.received");
        await socket.SendAsync(new { type = "ping" });
        Assert.Equal([1L], await socket.ReceiveEventsAsync(1));

        await socket.SendAsync(new { type = "auth", access_token = owner.Token });

        while (await socket.ReceiveAsync() is not null)
        {
            // the pong
        }

        Assert.Equal(4401, (int?)socket.CloseStatus);
    }
}
