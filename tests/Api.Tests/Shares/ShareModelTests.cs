using System.Net.ServerSentEvents;
using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>
/// Organizations in random lives, against a model: nobody ever gets a byte of a mailbox that the model does not grant, and everybody gets
/// what it grants, also by keys; live lines end with the access they rest on, and with nothing else.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class ShareModelTests(ApiFixture fixture)
{
    private const int Steps = 20;

    [PostgresFact]
    public void Mailboxes_AfterAnySeriesOfChanges_GiveWhatTheModelGrants() =>
        // The seed is in the failure's message, and is all that the series depends on but the ids.
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => LiveAsync(new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3));

    private async Task<bool> LiveAsync(Random random)
    {
        using var world = await ShareWorld.CreateAsync(fixture.Host, random);
        Line? line = null;
        for (var step = 0; step < Steps; step++)
        {
            var readers = world.Readers;
            if (line is null && readers.Count > 0)
                line = await Line.OpenAsync(world, world.Any(readers), world.Any(world.Mailboxes));
            var change = $"step {step}, {await world.ChangeAsync()}";
            if (line is not null && !await line.CheckAsync(change))
                line = null;
            readers = world.Readers;
            for (var left = 2; left > 0 && readers.Count > 0; left--)
                await ShareProbe.CheckAsync(world, world.Any(readers), world.Any(world.Mailboxes), change);
        }

        line?.Dispose();
        return true;
    }

    /// <summary>A WebSocket and server-sent events of one reader on one mailbox.</summary>
    private sealed class Line(ShareWorld world, ShareWorld.Reader reader, ShareWorld.Mailbox mailbox, EventSocket socket, Stream stream) : IDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> _items = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();

        /// <returns>Null where the model grants nothing: the product then opens none.</returns>
        public static async Task<Line?> OpenAsync(ShareWorld world, ShareWorld.Reader reader, ShareWorld.Mailbox mailbox)
        {
            var query = $"connection_id={mailbox.Id}";
            var socket = await EventSocket.OpenAsync(reader.Client.Host, query, reader.Client.Token);
            var first = await socket.ReceiveAsync();
            if (world.AccessOf(reader, mailbox) == 0)
            {
                Assert.Equal((null, 4404), (first, (int?)socket.CloseStatus));
                (await reader.Client.GetAsync($"/api/v1/events/stream?{query}")).IsProblem(404, "not_found");
                socket.Dispose();
                return null;
            }

            Assert.Equal("ready", first!.Value.GetProperty("type").GetString());
            return new Line(world, reader, mailbox, socket, await reader.Client.OpenAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/v1/events/stream?{query}")));
        }

        /// <returns>False when the line has ended, as it has to.</returns>
        public async Task<bool> CheckAsync(string change)
        {
            // Of this client: who was disabled and logged in again has a session of its own.
            if (world.Readers.Any(other => other.Client == reader.Client) && world.AccessOf(reader, mailbox) > 0)
            {
                var added = Assert.Single(await mailbox.Seed.AddAsync(1, "email.received"));
                await new EventWriter(mailbox.Owner.Client).AppendAsync("test.wakes");
                await ReceiveAsync(added, change);
                return true;
            }

            while (await socket.ReceiveAsync() is { } frame)
                Assert.False(frame.TryGetProperty("seq", out _), $"After {change}: {frame}");
            Assert.True((int?)socket.CloseStatus == 4401, change);
            Assert.False(await _items.MoveNextAsync(), change);
            Dispose();
            return false;
        }

        public void Dispose()
        {
            socket.Dispose();
            stream.Dispose();
        }

        private async Task ReceiveAsync(string email, string change)
        {
            while (await socket.ReceiveAsync() is { } frame)
            {
                if (frame.TryGetProperty("seq", out _))
                {
                    Assert.Contains(email, frame.GetProperty("data").GetRawText(), StringComparison.Ordinal);
                    Assert.True(await _items.MoveNextAsync(), change);
                    Assert.Contains(email, _items.Current.Data, StringComparison.Ordinal);
                    return;
                }
            }

            Assert.Fail($"After {change}: the line has ended with {socket.CloseStatus}.");
        }
    }
}
