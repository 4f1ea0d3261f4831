using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The base of all grain classes. A grain's code runs on one thread at a time, on the task scheduler of its activation;
/// what it awaits comes back there. Dependencies are injected into the constructor from a scope of the activation's own.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation = TurnScheduler.Current?.Activation;

    protected Grain()
    {
    }

    /// <exception cref="InvalidOperationException">The grain was not created by the engine.</exception>
    public IGrainContext GrainContext => Activation;

    protected IGrainFactory GrainFactory => Activation.Directory.Factory;

    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation => _activation ?? throw new InvalidOperationException("This grain was not created by the engine.");

    /// <summary>Runs before the first call, after the persistent state was read. An exception reaches the callers; the next call tries again.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call. Not called when the process dies, so nothing durable may depend on it.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates the grain as soon as its running calls have ended; calls that wait go to a new activation.</summary>
    protected void DeactivateOnIdle() =>
        Activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    /// <summary>Keeps an idle grain active for at least this time. A negative value takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
