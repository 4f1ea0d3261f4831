using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Webhooks;

/// <summary>What must hold after a series.</summary>
internal static class WebhookRules
{
    /// <summary>Waits until the good endpoints have accepted all of these events, and this is recorded.</summary>
    public static async Task SettledAsync(WebhookWorld world, IReadOnlyList<long> events, TimeSpan limit)
    {
        foreach (var endpoint in Of(world, EndpointKind.Good))
        {
            await Eventually.True(
                async () => (await LoggedDelivery.ReadAsync(world.Database, endpoint.WebhookId)).Count(delivery => delivery is { State: "delivered", Open: 0 }) >= events.Count,
                limit);
        }
    }

    /// <summary>
    /// Asserts that each endpoint received the events in the order of the log, without a gap: the good ones all of them, and those that accept none only
    /// the first.
    /// </summary>
    public static void AssertOrder(WebhookWorld world, IReadOnlyList<long> events)
    {
        foreach (var endpoint in world.Endpoints)
        {
            var arrived = endpoint.Arrivals.Select(arrival => arrival.Seq).ToList();
            var first = arrived.Distinct().ToList();
            Assert.Equal(events.Take(first.Count), first);
            // Only the last one arrives again: its attempt was interrupted, or not accepted.
            Assert.All(arrived.Zip(arrived.Skip(1)), pair => Assert.True(pair.First <= pair.Second, $"{endpoint.Path}: {pair}"));
            var (fewest, most) = endpoint.Kind switch
            {
                EndpointKind.Good => (events.Count, events.Count),
                EndpointKind.Slow => (1, events.Count),
                _ => (1, 1),
            };
            Assert.InRange(first.Count, fewest, most);
        }
    }

    /// <summary>Asserts that each request that arrived is an attempt in the log.</summary>
    public static async Task AssertAttemptsAsync(WebhookWorld world)
    {
        foreach (var endpoint in world.Endpoints)
        {
            // Arrivals first: an attempt is logged before it is made.
            var arrivals = endpoint.Arrivals.CountBy(arrival => arrival.Seq).ToDictionary();
            var deliveries = await LoggedDelivery.ReadAsync(world.Database, endpoint.WebhookId);
            Assert.Empty(arrivals.Keys.Except(deliveries.Select(delivery => delivery.Seq)));
            foreach (var delivery in deliveries)
            {
                Assert.Equal(delivery.Attempts, delivery.Logged);
                Assert.True(delivery.Logged >= arrivals.GetValueOrDefault(delivery.Seq), $"{endpoint.Path}: {arrivals.GetValueOrDefault(delivery.Seq)} arrivals of {delivery}");
                Assert.True(delivery.Open <= 1, $"{endpoint.Path}: {delivery}");
            }
        }
    }

    /// <summary>Asserts that other libraries verify the last delivery to each good endpoint.</summary>
    public static async Task AssertSignaturesAsync(WebhookWorld world)
    {
        foreach (var endpoint in Of(world, EndpointKind.Good))
        {
            foreach (var (library, accepted) in await WebhookVerifiers.VerifyAsync(endpoint.Secret, [endpoint.Last!]))
                Assert.True(Assert.Single(accepted), library);
        }
    }

    /// <summary>Returns the time within which 99 of 100 of these events arrived first at a good endpoint.</summary>
    public static TimeSpan DelayOf(WebhookWorld world, IReadOnlySet<long> events)
    {
        var delays = Of(world, EndpointKind.Good)
            .SelectMany(endpoint => endpoint.Arrivals.DistinctBy(arrival => arrival.Seq))
            .Where(arrival => events.Contains(arrival.Seq))
            .Select(arrival => arrival.Delay)
            .Order()
            .ToList();
        return delays[(int)Math.Ceiling(delays.Count * 0.99) - 1];
    }

    private static IEnumerable<SeriesEndpoint> Of(WebhookWorld world, EndpointKind kind) => world.Endpoints.Where(endpoint => endpoint.Kind == kind);
}
