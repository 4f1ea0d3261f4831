using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Calls;

/// <summary>
/// The engine's own work on one activation (a timer's tick, a stream's item) that takes its turn like a call.
/// It has no time limit and ends with the activation.
/// </summary>
internal sealed class LocalCall(Func<Task> work, bool interleaves, bool keepsAlive) : GrainCall
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool Interleaves => interleaves;

    public override bool KeepsAlive => keepsAlive;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>Completes when the work has ended; cancelled when the activation ended first.</summary>
    public Task Completion => _answer.Task;

    public override async Task RunAsync(Activation activation)
    {
        try
        {
            await work();
            _answer.TrySetResult();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public override void Fail(Exception exception)
    {
        if (_answer.TrySetException(exception))
            _ = _answer.Task.Exception;
    }

    public void Drop() => _answer.TrySetCanceled();
}
