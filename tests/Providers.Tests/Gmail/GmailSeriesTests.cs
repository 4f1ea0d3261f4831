using System.Globalization;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>Whatever happens in the mailbox and on the way, in whatever order, with sessions lost anywhere: the copy ends equal to it, and tells each arrival once.</summary>
public sealed class GmailSeriesTests(ITestOutputHelper output, GmailFixture google) : IClassFixture<GmailFixture>
{
    private const int Steps = 300;
    private const int History = 40;

    [EmulateTheory]
    [InlineData(0, 0)]
    [InlineData(5, 3)]
    [InlineData(15, 8)]
    public async Task RandomChanges_WithFaultsAndLostSessions_EndEqual(int percent, int percentOfParts)
    {
        var seed = Environment.GetEnvironmentVariable("EMAILAGENT_SEED") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var patience = percent == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(2); // Silence is a fault, too.
        await using var gmail = await google.StartAsync(
            options => (options.FirstScreen, options.PageSize, options.BatchCalls, options.ReadTimeout) = (10, 6, 5, patience), seed);
        var old = await gmail.FillAsync(History, TimeProvider.System.GetUtcNow().AddDays(-1));
        var mailbox = new SyncedGmail(gmail);
        var server = new GmailSeries(gmail.Mailbox, old, seed);
        var series = new RandomSeries(gmail, mailbox, server, seed);
        await mailbox.PullAsync(PullScope.All);

        (gmail.Proxy.Faults.Percent, gmail.Proxy.Faults.PercentOfParts) = (percent, percentOfParts);
        for (var i = 0; i < Steps; i++)
        {
            output.WriteLine(await series.StepAsync());
        }

        await series.SyncAsync();
        series.AssertAccounted(await gmail.Mailbox.StateAsync());

        gmail.Proxy.Broken.Clear();
        (gmail.Proxy.Faults.Percent, gmail.Proxy.Faults.PercentOfParts) = (0, 0);
        mailbox.DropSession();
        await mailbox.SyncAsync();
        await mailbox.RetryAsync();
        await gmail.AssertEqualAsync(mailbox.Copy);
        Assert.Empty(mailbox.Copy.Outstanding.All);

        // Announced is what came in, each once and as nothing else; some was deleted before it was seen.
        Assert.DoesNotContain(mailbox.Copy.Log, entry => entry.StartsWith("Filed", StringComparison.Ordinal) || entry.StartsWith("Sent", StringComparison.Ordinal));
        var announced = mailbox.Copy.Log.Where(entry => entry.StartsWith("Received", StringComparison.Ordinal)).ToList();
        Assert.Equal(announced.Distinct(StringComparer.Ordinal), announced);
        Assert.Subset(server.Deliveries.Select(name => "Received " + name).ToHashSet(StringComparer.Ordinal), announced.ToHashSet(StringComparer.Ordinal));
        var present = mailbox.Copy.Messages.Values.Select(message => message.Subject).Intersect(server.Deliveries);
        Assert.Subset(announced.ToHashSet(StringComparer.Ordinal), present.Select(name => "Received " + name).ToHashSet(StringComparer.Ordinal));
    }
}
