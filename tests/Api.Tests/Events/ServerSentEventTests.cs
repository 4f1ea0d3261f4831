using System.Globalization;
using System.Net.ServerSentEvents;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

[Collection(ApiTests.Name)]
public sealed class ServerSentEventTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Stream_LastEventIdWhileEventsAreAppended_NoGapAndNoRepeat()
    {
        using var user = await fixture.Host.RegisterAsync();
        var writer = new EventWriter(user);
        await writer.AppendAsync("email.received", 10);
        using var stop = new CancellationTokenSource();
        var appending = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await writer.AppendAsync("email.updated");
        });

        var first = await ReadAsync(user, lastEventId: 4, count: 50);
        var second = await ReadAsync(user, lastEventId: first[^1], count: 50);
        await stop.CancelAsync();
        await appending;

        Assert.Equal(Enumerable.Range(5, 100).Select(position => (long)position), [.. first, .. second]);
    }

    [PostgresFact]
    public async Task Stream_WithoutPosition_BeginsNow()
    {
        using var user = await fixture.Host.RegisterAsync();
        var writer = new EventWriter(user);
        await writer.AppendAsync("email.received", 3);
        await using var stream = await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream"));
        await writer.AppendAsync("email.deleted");

        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            Assert.Equal("4", item.EventId);
            Assert.Equal("email.deleted", item.EventType);
            Assert.Contains("\"seq\":4", item.Data, StringComparison.Ordinal);
            break;
        }
    }

    [PostgresFact]
    public async Task Stream_TokenInQuery_IsTakenHereAndNowhereElse()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var anonymous = fixture.Host.Anonymous();
        await using var stream = await anonymous.OpenAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/v1/events/stream?access_token={user.Token}"));
        (await anonymous.GetAsync($"/api/v1/events?access_token={user.Token}")).IsProblem(401, "unauthenticated");
    }

    [PostgresFact]
    public async Task Stream_BeyondTheEnd_SaysWhereTheLogEnds()
    {
        using var user = await fixture.Host.RegisterAsync();
        await new EventWriter(user).AppendAsync("email.received", 3);
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "500");

        await using var stream = await user.OpenAsync(request);
        using var reader = new StreamReader(stream);

        foreach (var line in new[] { "retry: 2000", "", ": the log ends at 3", "id: 3" })
        {
            Assert.Equal(line, await reader.ReadLineAsync());
        }
    }

    [PostgresFact]
    public async Task Stream_UnusablePosition_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "five");
        (await user.SendAsync(request)).IsProblem(400, "validation_failed");
    }

    private static async Task<List<long>> ReadAsync(ApiClient user, long lastEventId, int count)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId.ToString(CultureInfo.InvariantCulture));
        await using var stream = await user.OpenAsync(request);
        var positions = new List<long>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            positions.Add(long.Parse(item.EventId!, CultureInfo.InvariantCulture));
            if (positions.Count == count)
                break;
        }

        return positions;
    }
}
