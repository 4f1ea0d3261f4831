using System.Globalization;
using Xunit.Abstractions;

namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>
/// Messages are sent, scheduled, changed, cancelled and written as drafts in two clients, while servers fail and everything is killed: what was reported as
/// sent is at the recipient exactly once, and what failed or was cancelled is not. <c>EMAILAGENT_SENDING_STEPS</c> is the length, and <c>EMAILAGENT_SEED</c>
/// repeats a series.
/// </summary>
[Collection(TimedTests.Name)]
public sealed class SendingSeriesTests(ITestOutputHelper output)
{
    private const int DefaultSteps = 60;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(4);

    [SendingPeersFact]
    public Task RandomSeries_WithFaultsAndKills_LosesAndDoublesNothing() => RunAsync(silos: 0);

    [SendingPeersFact]
    public Task RandomSeries_WithKilledSilos_LosesAndDoublesNothing() => RunAsync(silos: 3);

    private async Task RunAsync(int silos)
    {
        var steps = Number("EMAILAGENT_SENDING_STEPS") ?? DefaultSteps;
        var seed = Number("EMAILAGENT_SEED") ?? Environment.TickCount & int.MaxValue;
        output.WriteLine($"Seed {seed}, {steps} steps");
        await using var world = await SendingWorld.StartAsync(silos);
        var series = new SendingSeries(world, seed, output.WriteLine);
        try
        {
            await series.RunAsync(steps);
            await SendingRules.SettledAsync(world, SettleLimit);
            await SendingRules.AssertDraftsAsync(world, series.Drafts, SettleLimit);
            await SendingRules.AssertLettersAsync(world, series.Letters);
            await SendingRules.AssertEventsAsync(world, series.Letters);
        }
        catch
        {
            output.WriteLine(world.Product.Output);
            throw;
        }

        var states = (await world.Client.ListAsync()).CountBy(mail => mail.State).OrderBy(state => state.Key, StringComparer.Ordinal);
        output.WriteLine(string.Join(", ", states.Select(state => $"{state.Value} {state.Key}")));
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
