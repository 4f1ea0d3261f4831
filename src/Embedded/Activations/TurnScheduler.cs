using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>
/// Runs the turns of one activation one after another, on whichever thread of the pool is free. A turn is the code
/// between two awaits; the scheduler is the ambient one during a turn, so continuations come back to it.
/// </summary>
internal sealed class TurnScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    // Turns run in one go before others get the thread.
    private const int Quantum = 64;

    [ThreadStatic]
    private static TurnScheduler? _current;

    private readonly Queue<object> _turns = new();
    private bool _active;

    /// <summary>The scheduler whose turn this thread is running.</summary>
    public static new TurnScheduler? Current => _current;

    public Activation Activation => activation;

    public override int MaximumConcurrencyLevel => 1;

    public void Post(GrainCall call) => Enqueue(call);

    public void Post(Action turn) => Enqueue(turn);

    void IThreadPoolWorkItem.Execute()
    {
        _current = this;
        try
        {
            for (var turns = 0; turns < Quantum; turns++)
            {
                if (!TryDequeue(out var turn))
                    return;
                Run(turn);
            }
        }
        finally
        {
            _current = null;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task) => Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        _current == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_turns)
            return [.. _turns.OfType<Task>()];
    }

    private void Enqueue(object turn)
    {
        lock (_turns)
        {
            _turns.Enqueue(turn);
            if (_active)
                return;
            _active = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private bool TryDequeue(out object turn)
    {
        lock (_turns)
            return _active = _turns.TryDequeue(out turn!);
    }

    private void Run(object turn)
    {
        if (turn is Task task)
            TryExecuteTask(task);
        else
            new Task(static turn => Start(turn!), turn).RunSynchronously(this);
    }

    private static void Start(object turn)
    {
        if (turn is GrainCall call)
            _ = call.Activation!.RunAsync(call);
        else
            ((Action)turn)();
    }
}
