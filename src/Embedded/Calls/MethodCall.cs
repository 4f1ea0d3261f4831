using System.Diagnostics;
using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Calls;

/// <summary>A call of a grain interface's method.</summary>
// CA1001: its cancellation source has neither timer nor links, so there is nothing to dispose.
#pragma warning disable CA1001
internal sealed class MethodCall<TResult>(GrainMethod method, object?[] arguments) : GrainCall
{
    // Asynchronous continuations: the caller must not go on inside the grain's turn.
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyDictionary<string, object>? _context = RequestContext.Values;
    private readonly Activity? _trace = Activity.Current;
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _registration;

    public override bool Interleaves => method.AlwaysInterleave;

    public override bool ReadOnly => method.ReadOnly;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public Task<TResult> Answer => _answer.Task;

    /// <summary>Gives the grain a token of its own, cancelled within a turn when the caller cancels or the time is up.</summary>
    public void Cancellable(CancellationToken callerToken)
    {
        _cancellation = new CancellationTokenSource();
        arguments[^1] = _cancellation.Token;
        _registration = callerToken.UnsafeRegister(static (call, token) => ((MethodCall<TResult>)call!).Cancel(token), this);
    }

    public override async Task RunAsync(Activation activation)
    {
        try
        {
            if (_context is not null)
                RequestContext.Values = _context;
            if (_trace is not null)
                Activity.Current = _trace;
            _answer.TrySetResult(await InvokeAsync(activation.GrainInstance!));
        }
        catch (Exception exception)
        {
            _answer.TrySetException(exception);
            if (method.OneWay)
                _ = _answer.Task.Exception; // Marks it as observed: nobody waits for a one-way call.
            if (exception is InconsistentStateException)
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, "The stored state has changed."));
        }
        finally
        {
            _registration.Unregister();
        }
    }

    public override void Fail(Exception exception)
    {
        if (_answer.TrySetException(exception))
            CancelGrain();
    }

    private async ValueTask<TResult> InvokeAsync(object grain)
    {
        switch (method.Invoke(grain, arguments))
        {
            case Task<TResult> task:
                return await task;
            case ValueTask<TResult> task:
                return await task;
            case ValueTask task:
                await task;
                return default!;
            case Task task:
                await task;
                return default!;
            default:
                throw new InvalidOperationException($"{method} returned null instead of a task.");
        }
    }

    private void Cancel(CancellationToken token)
    {
        if (_answer.TrySetCanceled(token))
            CancelGrain();
    }

    private void CancelGrain()
    {
        if (_cancellation is { } cancellation)
            Activation?.Scheduler.Post(cancellation.Cancel);
    }
}
