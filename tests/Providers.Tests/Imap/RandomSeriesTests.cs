using System.Globalization;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>Whatever happens on the server, in whatever order, with sessions lost anywhere: the copy ends equal to it.</summary>
public sealed class RandomSeriesTests(ITestOutputHelper output)
{
    private const int Steps = 120;
    private const int History = 25;

    [DovecotTheory]
    [InlineData("")]
    [InlineData("NOTIFY")]
    [InlineData("QRESYNC")]
    [InlineData("NOTIFY QRESYNC CONDSTORE LIST-STATUS")]
    public async Task RandomChanges_WithLostSessions_EndEqual(string hidden)
    {
        var seed = Seed(hidden);
        await using var dovecot = await StartAsync(hidden);
        await using var mailbox = new SyncedMailbox(dovecot, "random");
        var server = new DovecotSeries(dovecot, "random", seed);
        var series = new RandomSeries(mailbox, server, seed);

        for (var i = 0; i < History; i++)
        {
            await server.DeliverAsync();
        }

        await mailbox.SyncAsync();
        for (var i = 0; i < Steps; i++)
        {
            output.WriteLine(await series.StepAsync());
        }

        await mailbox.SyncAsync();
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());

        // Announced is what came in since the first look, each once, however often it was moved; some was deleted unseen.
        var announced = mailbox.Copy.Log.Where(entry => entry.StartsWith("Received", StringComparison.Ordinal)).ToList();
        Assert.Equal(announced.Distinct(StringComparer.Ordinal), announced);
        Assert.Subset(server.Deliveries.Skip(History).Select(name => "Received " + name).ToHashSet(StringComparer.Ordinal), announced.ToHashSet(StringComparer.Ordinal));
        var present = mailbox.Copy.Folders.SelectMany(folder => folder.Messages.Values).Select(message => message.Subject);
        Assert.Subset(announced.ToHashSet(StringComparer.Ordinal), present.Except(server.Deliveries.Take(History)).Select(name => "Received " + name).ToHashSet(StringComparer.Ordinal));
    }

    [DovecotTheory]
    [InlineData("")]
    [InlineData("QRESYNC")]
    [InlineData("QRESYNC CONDSTORE")]
    public async Task RandomChanges_HeardByPushAlone_EndEqual(string hidden)
    {
        var seed = Seed(hidden);
        await using var dovecot = await StartAsync(hidden);
        await using var mailbox = new SyncedMailbox(dovecot, "pushed");
        var server = new DovecotSeries(dovecot, "pushed", seed);
        await server.DeliverAsync();
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        for (var i = 0; i < Steps; i++)
        {
            output.WriteLine(await server.StepAsync());
            if (i % 5 == 0 && await session.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None))
            {
                await mailbox.PullAsync(PullScope.Pushed);
            }
        }

        while (!Pushed(await mailbox.ServerStateAsync()).SequenceEqual(Pushed(mailbox.CopyState())))
        {
            Assert.True(await session.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None));
            await mailbox.PullAsync(PullScope.Pushed);
        }

        Assert.Equal(!hidden.Contains("CONDSTORE", StringComparison.Ordinal), session.PushesAll);
        if (!session.PushesAll)
        {
            await mailbox.PullAsync(PullScope.All);
        }

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());

        // Without mod-sequences flags are pushed of the inbox only, and polls find the others.
        IEnumerable<ServerMessage> Pushed(IEnumerable<ServerMessage> state) =>
            state.Select(message => session.PushesAll || message.Folder == "INBOX" ? message : message with { Flags = "" });
    }

    /// <summary>While the server refuses, leaves out, garbles and hangs up, whatever is not in the copy is outstanding; afterwards nothing is missing.</summary>
    [DovecotTheory]
    [InlineData("")]
    [InlineData("NOTIFY QRESYNC CONDSTORE LIST-STATUS")]
    public async Task RandomChanges_OnAServerThatFailsAtRandom_EndEqual_AndNothingIsEverPassedOver(string hidden)
    {
        var seed = Seed(hidden);
        await using var dovecot = await StartAsync(hidden);
        await using var proxy = ImapFaultProxy.Start(dovecot.ImapPort);
        await using var mailbox = new SyncedMailbox(dovecot, "faulty", proxy.Port);
        var server = new DovecotSeries(dovecot, "faulty", seed);
        var series = new FaultySeries(mailbox, server, seed);
        for (var i = 0; i < History; i++)
        {
            await server.DeliverAsync();
        }

        new RandomImapFaults(seed).Rule(proxy);
        for (var i = 0; i < Steps; i++)
        {
            output.WriteLine(await series.StepAsync());
            if (i % 20 == 19)
            {
                output.WriteLine(await series.SyncAsync());
                series.AssertAccounted(await mailbox.ServerStateAsync());
            }
        }

        proxy.Heal();
        mailbox.Copy.Outstanding.NextAttempt = DateTimeOffset.MinValue;
        await mailbox.DropSessionAsync();
        await mailbox.SyncAsync(PullScope.Reconcile);
        await mailbox.RetryAsync();
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    private static Task<DovecotServer> StartAsync(string hidden) => DovecotServer.StartAsync(new DovecotOptions
    {
        HiddenCapabilities = hidden.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    });

    private int Seed(string hidden)
    {
        var seed = Environment.GetEnvironmentVariable("EMAILAGENT_SEED") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"seed {seed}, without: {hidden}");
        return seed;
    }
}
