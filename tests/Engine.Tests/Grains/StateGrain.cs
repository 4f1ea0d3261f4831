using Orleans.Runtime;

namespace EmailAgent.Engine.Tests.Grains;

public sealed class StateGrain(
    [PersistentState("text")] IPersistentState<StateGrain.TextState> text,
    [PersistentState("other")] IPersistentState<StateGrain.TextState> other) : Grain, IStateGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public Task<(string? Text, bool Exists)> Read() => Task.FromResult((text.State.Text, text.RecordExists));

    public async Task Write(string value)
    {
        text.State.Text = value;
        await text.WriteStateAsync();
        Assert.NotNull(text.Etag);
        Assert.False(other.RecordExists);
    }

    public async Task WriteMany(int count)
    {
        var writes = new List<Task>();
        for (var number = 1; number <= count; number++)
        {
            text.State.Text = $"{number}";
            writes.Add(text.WriteStateAsync());
        }
        await Task.WhenAll(writes);
    }

    public Task Clear() => text.ClearStateAsync();

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);

    [GenerateSerializer]
    public sealed class TextState
    {
        [Id(0)]
        public string? Text { get; set; }
    }
}
