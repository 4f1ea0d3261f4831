using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>
/// One grain in memory. Calls are admitted here (under the lock) and run on <see cref="Scheduler"/>; its beginning and
/// its end are in the other part of this class.
/// </summary>
internal sealed partial class Activation : ICallTarget, IGrainContext
{
    // A call that meets one ending activation after another must not circle for ever.
    private const int MaxReroutes = 3;

    private readonly Lock _lock = new();
    private readonly Queue<GrainCall> _waiting = new();
    private readonly List<GrainCall> _running = [];
    private readonly GrainClass _class;
    private readonly StatelessWorkerPool? _pool;
    private RequestGate _gate;
    private ActivationState _state;
    private long _lastUsed;
    private long _keepUntil;

    public Activation(ActivationDirectory directory, GrainClass grainClass, GrainId grainId, StatelessWorkerPool? pool = null)
    {
        (Directory, _class, GrainId, _pool) = (directory, grainClass, grainId, pool);
        _gate = new RequestGate(grainClass.Reentrant);
        Scheduler = new TurnScheduler(this);
    }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? Directory.Services;

    public ActivationDirectory Directory { get; }

    public TurnScheduler Scheduler { get; }

    /// <summary>Calls that run or wait.</summary>
    public int Load => _running.Count + _waiting.Count;

    IEnumerable<Activation> ICallTarget.Activations => [this];

    public bool TryDeliver(GrainCall call)
    {
        lock (_lock)
        {
            if (_state == ActivationState.Ended)
                return false;
            if (_state == ActivationState.Created)
                Begin();
            if (_state != ActivationState.Active || !MayStartAhead(call))
            {
                _waiting.Enqueue(call);
                return true;
            }
            Start(call);
        }
        return true;
    }

    /// <summary>Runs one admitted call, in a turn.</summary>
    public async Task RunAsync(GrainCall call)
    {
        if (!call.IsAnswered)
            await call.RunAsync(this);
        OnEnded(call);
    }

    public void DelayDeactivation(TimeSpan time)
    {
        var now = Directory.Time.GetUtcNow().UtcTicks;
        lock (_lock)
            _keepUntil = time.Ticks > long.MaxValue - now ? long.MaxValue : now + time.Ticks;
    }

    public void Sweep(long now)
    {
        List<GrainCall>? overdue = null;
        bool idle;
        lock (_lock)
        {
            foreach (var call in _running)
                Check(call);
            // Nobody waits for these any more; a grain that is stuck would pile them up.
            while (_waiting.TryPeek(out var next) && next.IsAnswered)
                _waiting.Dequeue();
            foreach (var call in _waiting)
                Check(call);
            idle = _state == ActivationState.Active && Load == 0 && IsIdleSince(now);
        }
        overdue?.ForEach(call => call.Fail(Directory.TimedOut(GrainId)));
        if (idle)
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The activation was idle."));

        void Check(GrainCall call)
        {
            if (!call.IsAnswered && Directory.IsOverdue(call, now))
                (overdue ??= []).Add(call);
        }
    }

    private bool IsIdleSince(long now) =>
        Directory.Time.GetElapsedTime(_lastUsed, now) >= Directory.Options.CollectionAge
        && Directory.Time.GetUtcNow().UtcTicks >= _keepUntil;

    private void Touch() => _lastUsed = Directory.Time.GetTimestamp();

    // A call that interleaves passes the queue, any other joins it.
    private bool MayStartAhead(GrainCall call) =>
        _gate.MayEnter(call) && (_waiting.Count == 0 || call.Interleaves);

    private void Start(GrainCall call)
    {
        _gate.Enter(call);
        call.Activation = this;
        call.Slot = _running.Count;
        _running.Add(call);
        if (call.KeepsAlive)
            Touch();
        Scheduler.Post(call);
    }

    private void OnEnded(GrainCall call)
    {
        lock (_lock)
        {
            _gate.Leave(call);
            var last = _running[^1];
            _running[call.Slot] = last;
            last.Slot = call.Slot;
            _running.RemoveAt(_running.Count - 1);
            if (call.KeepsAlive)
                Touch();
            StartWaiting();
            if (_state == ActivationState.Ending && _running.Count == 0)
                Scheduler.Post(End);
        }
    }

    private void StartWaiting()
    {
        if (_state != ActivationState.Active)
            return;
        while (_waiting.TryPeek(out var next))
        {
            if (!next.IsAnswered && !_gate.MayEnter(next))
                return;
            _waiting.Dequeue();
            if (!next.IsAnswered)
                Start(next);
        }
    }
}
