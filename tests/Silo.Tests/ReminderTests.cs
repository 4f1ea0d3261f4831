using EmailAgent.Silo.Tests.Grains;
using EmailAgent.Silo.Tests.Hosting;

namespace EmailAgent.Silo.Tests;

/// <summary>Reminders are kept by the SQL of our migrations, and outlive the process.</summary>
public sealed class ReminderTests(SharedSilo silo) : IClassFixture<SharedSilo>
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Far = TimeSpan.FromDays(3);

    private readonly string _key = Checkpoint.NewName();

    private IReminderGrain Grain => silo.Client.GetGrain<IReminderGrain>(_key);

    [PostgresFact]
    public async Task Reminder_TicksUntilUnregistered()
    {
        await Grain.Register("r", TimeSpan.Zero, Period);
        await Eventually.True(() => Journal.Of(_key).Length >= 3);
        Assert.True(await Grain.Has("r"));
        await Grain.Unregister("r");
        Assert.False(await Grain.Has("r"));
        var ticks = Journal.Of(_key).Length;

        var other = silo.Client.GetGrain<IReminderGrain>(_key + "o");
        await other.Register("o", TimeSpan.Zero, Period);
        await Eventually.True(() => Journal.Of(_key + "o").Length >= 3);
        await other.Unregister("o");
        Assert.InRange(Journal.Of(_key).Length, ticks, ticks + 1);
    }

    [PostgresFact]
    public async Task Reminder_OfAHostThatStopped_TicksOnTheNext()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var first = await TestSilo.StartAsync(database.ConnectionString))
        {
            var grain = first.Client.GetGrain<IReminderGrain>(_key);
            await grain.Register("survivor", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            await grain.Register("far", Far, Far);
        }

        await using var second = await TestSilo.StartAsync(database.ConnectionString);
        await Eventually.True(() => Journal.Of(_key).Contains("survivor"));
        Assert.Equal(["far", "survivor"], (await second.Client.GetGrain<IReminderGrain>(_key).Names()).Order());
    }

    [PostgresFact]
    public async Task Reminder_ThatFails_ComesAgain()
    {
        await Grain.Register("failing", TimeSpan.Zero, Period);
        await Eventually.True(() => Journal.Of(_key).Length >= 2);
        await Grain.Unregister("failing");
    }

    [PostgresFact]
    public async Task Reminder_RegisteredAgain_IsReplaced()
    {
        await Grain.Register("r", Far, Far);
        await Grain.Register("r", TimeSpan.Zero, Period);
        await Eventually.True(() => Journal.Of(_key).Length >= 1);
        Assert.Equal(["r"], await Grain.Names());
        await Grain.Unregister("r");
    }

    [PostgresFact]
    public async Task Reminder_WithTooShortAPeriod_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Grain.Register("r", TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
}
