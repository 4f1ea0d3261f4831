using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>Finds the activation of each grain, making it where there is none, and ends all of them at the stop.</summary>
internal sealed partial class ActivationDirectory : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();
    private readonly GrainClasses _classes;
    private readonly ILogger<ActivationDirectory> _logger;
    private readonly Func<GrainId, ICallTarget> _create;
    private ITimer? _sweeper;
    private volatile bool _open;

    public ActivationDirectory(
        GrainClasses classes,
        EmbeddedEngineOptions options,
        IServiceProvider services,
        TimeProvider time,
        ILogger<ActivationDirectory> logger)
    {
        (_classes, Options, Services, Time, _logger) = (classes, options, services, time, logger);
        References = new GrainReferences(this, classes, time);
        _create = Create;
    }

    public EmbeddedEngineOptions Options { get; }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public GrainReferences References { get; }

    public IGrainFactory Factory => References;

    /// <summary>Admits calls, and starts the one timer that looks for overdue calls and idle activations.</summary>
    public void Open()
    {
        var period = TimeSpan.FromTicks(Math.Clamp(Options.ResponseTimeout.Ticks / 4, TimeSpan.TicksPerMillisecond * 10, TimeSpan.TicksPerSecond));
        _sweeper = Time.CreateTimer(_ => Sweep(), null, period, period);
        _open = true;
    }

    /// <summary>Refuses new activations and ends those that are, each after its running calls.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _open = false;
        while (_targets.Values.SelectMany(target => target.Activations).ToArray() is { Length: > 0 } activations)
        {
            foreach (var activation in activations)
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The engine is stopping."), cancellationToken);
            await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _sweeper?.Dispose();

    /// <exception cref="SiloUnavailableException">The engine is not running.</exception>
    public ICallTarget Resolve(GrainId grainId) =>
        _targets.TryGetValue(grainId, out var target) ? target : _targets.GetOrAdd(grainId, _create);

    public void ThrowIfClosed()
    {
        if (!_open)
            throw new SiloUnavailableException("The engine is not running.");
    }

    public void Reroute(GrainId grainId, GrainCall call)
    {
        try
        {
            while (!Resolve(grainId).TryDeliver(call))
            {
            }
        }
        catch (SiloUnavailableException exception)
        {
            call.Fail(exception);
        }
    }

    public void Remove(Activation activation) =>
        _targets.TryRemove(KeyValuePair.Create<GrainId, ICallTarget>(activation.GrainId, activation));

    public bool IsOverdue(GrainCall call, long now) =>
        call.SentAt != long.MaxValue && Time.GetElapsedTime(call.SentAt, now) >= Options.ResponseTimeout;

    public TimeoutException TimedOut(GrainId grainId) => new($"No response from {grainId} within {Options.ResponseTimeout}.");

    private ICallTarget Create(GrainId grainId)
    {
        ThrowIfClosed();
        var grainClass = _classes.Named(grainId.Type);
        return grainClass.MaxWorkers > 0
            ? new StatelessWorkerPool(this, grainClass, grainId)
            : new Activation(this, grainClass, grainId);
    }

    private void Sweep()
    {
        var now = Time.GetTimestamp();
        foreach (var (_, target) in _targets)
            target.Sweep(now);
    }
}
