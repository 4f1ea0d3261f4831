using EmailAgent.Engine.Tests.Hosting;
using Orleans.Runtime;

namespace EmailAgent.Engine.Tests.Grains;

public sealed class LifeGrain(Greeting greeting, IGrainContext context) : Grain, ILifeGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Add(this.GetPrimaryKeyString(), "activated");
        return base.OnActivateAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Add(this.GetPrimaryKeyString(), $"deactivated {reason.ReasonCode}");
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public async Task<Guid> DeactivateAndHold(string checkpoint)
    {
        DeactivateOnIdle();
        await Checkpoint.Named(checkpoint).PassAsync();
        return _instance;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task<string> Greet() => Task.FromResult(greeting.To(context.GrainId.ToString()));

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public async Task<string> AskKeyThrough(ILifeGrain other) =>
        $"{await other.KeyOf(GrainFactory.GetGrain<ILifeGrain>(this.GetPrimaryKeyString() + "-third"))} via {other.GetPrimaryKeyString()}";

    public Task<string> KeyOf(ILifeGrain other) => other.Key();
}

public sealed class NumberedGrain : Grain, INumberedGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

public sealed class FragileGrain : Grain, IFragileGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Journal.Add(key, "attempt");
        return Journal.Of(key).Length <= 2
            ? throw new InvalidOperationException($"not yet: {key}")
            : Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;
}
