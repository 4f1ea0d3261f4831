using System.Globalization;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests.Webhooks;

/// <summary>
/// Many events to many endpoints of one user, of which some hang, fail or are slow, while silos are killed: the good ones receive each event, in order,
/// none waits for another, and no attempt is missing in the log. <c>EMAILAGENT_WEBHOOK_EVENTS</c>, <c>..._ENDPOINTS</c> (of which a tenth each are slow,
/// hang and fail), <c>..._KILLS</c>, <c>..._RATE</c> (events in a second) and <c>..._P99_MS</c> make it larger; <c>EMAILAGENT_SEED</c> repeats the kills.
/// </summary>
[Collection(TimedTests.Name)]
public sealed class WebhookSeriesTests(ITestOutputHelper output)
{
    private const int DefaultEvents = 100;
    private const int DefaultEndpoints = 7;
    private const int DefaultKills = 2;
    private const int DefaultRate = 20;

    // As on a machine that does much else.
    private const int DefaultP99 = 60_000;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan SettleLimitPerDelivery = TimeSpan.FromMilliseconds(10);

    [WebhookVerifiersPostgresFact]
    public async Task Series_WithBadEndpointsAndKilledSilos_DeliversAllInOrderToTheGoodOnes()
    {
        var (events, endpoints, kills) = (Number("WEBHOOK_EVENTS", DefaultEvents), Number("WEBHOOK_ENDPOINTS", DefaultEndpoints), Number("WEBHOOK_KILLS", DefaultKills));
        var seed = Number("SEED", Environment.TickCount & int.MaxValue);
        output.WriteLine($"Seed {seed}, {events} events, {endpoints} endpoints, {kills} kills");
        var bad = Math.Max(1, endpoints / 10);
        await using var world = await WebhookWorld.StartAsync(good: endpoints - (3 * bad), bad);
        try
        {
            await AddAsync(world, events / 2, meanwhile: Task.CompletedTask);
            var quiet = (await ReadLogAsync(world)).ToHashSet();
            await AddAsync(world, events - (events / 2), KillAsync(world, kills, new Random(seed)));
            var all = await ReadLogAsync(world);
            await WebhookRules.SettledAsync(world, all, SettleLimit + (all.Count * endpoints * SettleLimitPerDelivery));

            await WebhookRules.AssertSignaturesAsync(world);
            WebhookRules.AssertOrder(world, all);
            await WebhookRules.AssertAttemptsAsync(world);
            var (isolated, killed) = (WebhookRules.DelayOf(world, quiet), WebhookRules.DelayOf(world, all.ToHashSet()));
            output.WriteLine($"99 % of {all.Count} events arrived within {killed.TotalMilliseconds:F0} ms; before the kills within {isolated.TotalMilliseconds:F0} ms");
            Assert.InRange(isolated, TimeSpan.Zero, TimeSpan.FromMilliseconds(Number("WEBHOOK_P99_MS", DefaultP99)));
        }
        catch
        {
            output.WriteLine(string.Join('\n', world.Product.Lines.TakeLast(200)));
            throw;
        }
    }

    /// <summary>Adds so many events, and more until something else is done.</summary>
    private static async Task AddAsync(WebhookWorld world, int count, Task meanwhile)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Number("WEBHOOK_RATE", DefaultRate)));
        for (var added = 0; added < count || !meanwhile.IsCompleted; added++)
        {
            await timer.WaitForNextTickAsync();
            await world.AddEventAsync();
        }

        await meanwhile;
    }

    private static async Task KillAsync(WebhookWorld world, int kills, Random random)
    {
        for (var kill = 0; kill < kills; kill++)
            await world.KillAsync(random);
    }

    private static async Task<IReadOnlyList<long>> ReadLogAsync(WebhookWorld world) =>
        [.. (await world.Client.ReadEventsAsync()).Where(entry => entry.Type == WebhookWorld.EventType).Select(entry => entry.Seq)];

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable($"EMAILAGENT_{name}") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
