using EmailAgent.Engine.Tests.Grains;
using EmailAgent.Engine.Tests.Hosting;
using Orleans.Storage;

namespace EmailAgent.Engine.Tests;

/// <summary>State outlives the activation and is never overwritten unseen.</summary>
public sealed class StateTests : IAsyncLifetime
{
    private readonly string _key = Checkpoint.NewName();
    private TestDatabase? _database;
    private EngineHost? _host;

    private IStateGrain Grain => _host!.Client.GetGrain<IStateGrain>(_key);

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        _database = await TestDatabase.CreateAsync();
        _host = await EngineHost.StartAsync(_database);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [PostgresFact]
    public async Task State_NeverWritten_IsEmpty() => Assert.Equal((null, false), await Grain.Read());

    [PostgresFact]
    public async Task State_Written_IsThereAfterDeactivationAndAfterARestart()
    {
        await Grain.Write("kept");
        var first = await Grain.Instance();
        await Grain.Deactivate();
        await Eventually.True(async () => await Grain.Instance() != first);
        Assert.Equal(("kept", true), await Grain.Read());

        await _host!.DisposeAsync();
        _host = await EngineHost.StartAsync(_database!);
        Assert.Equal(("kept", true), await Grain.Read());
    }

    [PostgresFact]
    public async Task State_Cleared_IsGoneAndCanBeWrittenAgain()
    {
        await Grain.Write("first");
        await Grain.Clear();
        Assert.Equal((null, false), await Grain.Read());
        await Grain.Write("second");
        Assert.Equal(("second", true), await Grain.Read());
    }

    [PostgresFact]
    public async Task State_WrittenSeveralTimesAtOnce_EndsWithTheLast()
    {
        await Grain.WriteMany(5);
        Assert.Equal(("5", true), await Grain.Read());
        await Grain.Write("after");
    }

    [PostgresFact]
    public async Task State_ChangedByAnother_IsNotOverwrittenAndReadAnew()
    {
        await Grain.Write("mine");
        var first = await Grain.Instance();
        await TamperedState.ChangeAsync(_database!.DataSource);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Grain.Write("lost"));
        await Eventually.True(async () => await Grain.Instance() != first);
        await Grain.Write("again");
        Assert.Equal(("again", true), await Grain.Read());
    }
}
