using Orleans.Runtime;

namespace EmailAgent.Engine.Tests.Cluster;

public sealed class ClusterGrain([PersistentState("cluster")] IPersistentState<ClusterGrain.Memory> memory)
    : Grain, IClusterGrain, IRemindable
{
    public Task<int> ProcessId() => Task.FromResult(Environment.ProcessId);

    public Task Remember(string text)
    {
        memory.State.Text = text;
        return memory.WriteStateAsync();
    }

    public Task<string?> Recall() => Task.FromResult(memory.State.Text);

    public Task Remind(TimeSpan period) => this.RegisterOrUpdateReminder("cluster", period, period);

    public Task<int> Ticks() => Task.FromResult(memory.State.Ticks);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        memory.State.Ticks++;
        return memory.WriteStateAsync();
    }

    [GenerateSerializer]
    public sealed class Memory
    {
        [Id(0)]
        public string? Text { get; set; }

        [Id(1)]
        public int Ticks { get; set; }
    }
}
