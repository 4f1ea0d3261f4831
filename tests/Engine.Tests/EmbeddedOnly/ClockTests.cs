using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Engine.Tests.EmbeddedOnly;

/// <summary>All time is the injected one.</summary>
public sealed class ClockTests
{
    private const int SweeperAndReminders = 2;

    private readonly ManualTimeProvider _clock = new();
    private readonly string _key = Checkpoint.NewName();

    private EngineSettings Settings => new() { Configure = services => services.AddSingleton<TimeProvider>(_clock) };

    [PostgresFact]
    public async Task Reminder_MissedWhileDown_TicksOnceAtTheStartAndThenOnItsSchedule()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var first = await EngineHost.StartAsync(database, Settings))
        {
            await first.Client.GetGrain<IReminderGrain>(_key).Register("r", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
            _clock.Advance(TimeSpan.FromHours(1));
            await Eventually.True(() => Journal.Of(_key).Length == 1);
        }

        _clock.Advance(TimeSpan.FromHours(3.5));
        await using var second = await EngineHost.StartAsync(database, Settings);
        _clock.Advance(TimeSpan.Zero);
        await Eventually.True(() => Journal.Of(_key).Length == 2);

        await Eventually.True(() => _clock.ArmedTimers == SweeperAndReminders);
        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(2, Journal.Of(_key).Length);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.True(() => Journal.Of(_key).Length == 3);
    }

    [PostgresFact]
    public async Task Reminder_TickedBeforeTheStop_DoesNotTickAgainAtTheStart()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var first = await EngineHost.StartAsync(database, Settings))
        {
            await first.Client.GetGrain<IReminderGrain>(_key).Register("r", TimeSpan.Zero, TimeSpan.FromHours(1));
            _clock.Advance(TimeSpan.Zero);
            await Eventually.True(async () => await NotedAsync(database));
        }

        await using var second = await EngineHost.StartAsync(database, Settings);
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await second.Client.GetGrain<IReminderGrain>(_key).Has("r"));
        Assert.Single(Journal.Of(_key));
    }

    [PostgresFact]
    public async Task Call_WithoutAnswer_TimesOutByTheClock()
    {
        await using var host = await EngineHost.StartAsync(Settings);
        var held = host.Client.GetGrain<IOutcomeGrain>(_key).Hold(_key);
        await Checkpoint.Named(_key).ReachedAsync();
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(held.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => held);
        Checkpoint.Named(_key).Open();
    }

    [PostgresFact]
    public async Task Grain_Idle_IsDeactivatedAfterTheCollectionAge()
    {
        await using var host = await EngineHost.StartAsync(Settings);
        await host.Client.GetGrain<ILifeGrain>(_key).Instance();
        _clock.Advance(TimeSpan.FromMinutes(14));
        await host.Client.GetGrain<ILifeGrain>(_key).Instance();
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(["activated"], Journal.Of(_key));
        _clock.Advance(TimeSpan.FromMinutes(2));
        await Eventually.True(() => Journal.Of(_key) is ["activated", "deactivated ActivationIdle"]);
    }

    [PostgresFact]
    public async Task Timer_KeepsItsGrainActiveOnlyIfItSaysSo()
    {
        await using var host = await EngineHost.StartAsync(Settings);
        var keeping = host.Client.GetGrain<ITimerGrain>(_key + "keeping");
        await keeping.Start(TimeSpan.FromMinutes(10), interleave: false, keepAlive: true);
        await host.Client.GetGrain<ITimerGrain>(_key).Start(TimeSpan.FromMinutes(10), interleave: false, keepAlive: false);
        for (var tick = 1; tick <= 3; tick++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            await Eventually.True(() => Journal.Of(_key + "keeping").Length == tick);
            await Eventually.True(() => _clock.ArmedTimers >= 2);
        }
        Assert.Single(Journal.Of(_key));
    }

    private static async Task<bool> NotedAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT count(*) = 1 FROM engine.reminders WHERE last_tick IS NOT NULL");
        return await command.ExecuteScalarAsync() is true;
    }
}
