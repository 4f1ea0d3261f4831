using Orleans.Embedded.Activations;
using Orleans.Embedded.Timers;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Timers of a grain. A tick takes its turn like a call; its exception is logged and the timer goes on.</summary>
public static class GrainBaseExtensions
{
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options) =>
        Register(grain, _ => callback(), options);

    /// <remarks>The callback's token is cancelled when the timer is disposed or the grain deactivated.</remarks>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        Register(grain, callback, options);

    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, Task> callback, TState state, GrainTimerCreationOptions options) =>
        Register(grain, _ => callback(state), options);

    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        Register(grain, token => callback(state, token), options);

    private static GrainTimer Register(IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var activation = (Activation)grain.GrainContext;
        if (TurnScheduler.Current?.Activation != activation)
            throw new InvalidOperationException("A grain timer can be registered only from the grain's own code.");
        var timer = new GrainTimer(activation, callback, options);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}
