using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Calls;
using Orleans.Embedded.State;
using Orleans.Embedded.Timers;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The beginning and the end of an activation.</summary>
internal sealed partial class Activation
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IActivationState> _states = [];
    private HashSet<GrainTimer>? _timers;
    private AsyncServiceScope? _scope;
    private DeactivationReason? _endReason;

    public Task Deactivated => _ended.Task;

    public void AddState(IActivationState state) => _states.Add(state);

    public void AddTimer(GrainTimer timer)
    {
        lock (_lock)
            (_timers ??= []).Add(timer);
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (_lock)
            _timers?.Remove(timer);
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_endReason is not null || _state is ActivationState.Created or ActivationState.Ended)
                return;
            _endReason = deactivationReason;
            if (_state == ActivationState.Active)
                EnterEnding();
        }
    }

    private void Begin()
    {
        _state = ActivationState.Beginning;
        Touch();
        Scheduler.Post(() => _ = BeginAsync());
    }

    private async Task BeginAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Directory.Options.ActivationTimeout, Directory.Time);
            _scope = Directory.Services.CreateAsyncScope();
            GrainInstance = _class.CreateInstance(this);
            foreach (var state in _states)
                await state.ReadStateAsync(timeout.Token);
            await ((IGrainBase)GrainInstance).OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            Directory.LogActivationFailed(exception, GrainId);
            await ReleaseAsync(exception);
            return;
        }
        lock (_lock)
        {
            _state = ActivationState.Active;
            if (_endReason is not null)
                EnterEnding();
            else
                StartAllThatMay();
        }
    }

    // Interleaving calls that came during activation may stand behind others.
    private void StartAllThatMay()
    {
        for (var count = _waiting.Count; count > 0; count--)
        {
            var call = _waiting.Dequeue();
            if (_gate.MayEnter(call))
                Start(call);
            else
                _waiting.Enqueue(call);
        }
    }

    private void EnterEnding()
    {
        _state = ActivationState.Ending;
        foreach (var timer in _timers ?? [])
            timer.Stop();
        if (_running.Count == 0)
            Scheduler.Post(End);
    }

    private void End() => _ = EndAsync();

    private async Task EndAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Directory.Options.DeactivationTimeout, Directory.Time);
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_endReason!.Value, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            Directory.LogDeactivationFailed(exception, GrainId);
        }
        await ReleaseAsync(failure: null);
    }

    private async Task ReleaseAsync(Exception? failure)
    {
        GrainTimer[] timers;
        lock (_lock)
            timers = [.. _timers ?? []];
        foreach (var timer in timers)
            timer.Dispose();
        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (GrainInstance as IDisposable)?.Dispose();
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Directory.LogDeactivationFailed(exception, GrainId);
        }

        // First out of the directory, so that whoever finds this one ended finds a new one there.
        RemoveFromDirectory();
        GrainCall[] left;
        lock (_lock)
        {
            _state = ActivationState.Ended;
            left = [.. _waiting];
            _waiting.Clear();
        }
        foreach (var call in left)
            MoveOn(call, failure);
        _ended.TrySetResult();
    }

    private void RemoveFromDirectory()
    {
        if (_pool is not null)
            _pool.Remove(this);
        else
            Directory.Remove(this);
    }

    private void MoveOn(GrainCall call, Exception? failure)
    {
        if (call is LocalCall local)
            local.Drop();
        else if (failure is not null)
            call.Fail(failure);
        else if (call.Reroutes++ >= MaxReroutes)
            call.Fail(new OrleansMessageRejectionException($"{GrainId} ends each time before the call can run."));
        else
            Directory.Reroute(GrainId, call);
    }
}
