using System.Diagnostics;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>The commands of callers on a mailbox's session, which only its worker uses; run in order.</summary>
internal sealed class MailboxCommands
{
    private readonly Lock _gate = new();
    private readonly Queue<Command> _queue = new();

    /// <summary>Queues a command.</summary>
    /// <exception cref="ProviderException">The session is down, or the server refused.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting; a command that was not begun by then is not run.</exception>
    public async Task<T> EnqueueAsync<T>(Func<OpenMailbox, CancellationToken, Task<T>> run, Action wake, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = new Command(
            async (mailbox, stop) => completion.TrySetResult(await run(mailbox, stop)),
            error => completion.TrySetException(error),
            Activity.Current?.Context ?? default,
            cancellationToken);
        lock (_gate)
        {
            _queue.Enqueue(command);
        }

        wake();
        return await completion.Task.WaitAsync(cancellationToken);
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _queue.Count == 0;
        }
    }

    /// <summary>Runs all queued commands. A refusal reaches only its caller; any other failure reaches the caller and ends the session.</summary>
    public async Task RunAllAsync(OpenMailbox mailbox, MailboxJobs jobs, CancellationToken stop)
    {
        while (TryDequeue() is { } command)
        {
            if (command.Caller.IsCancellationRequested)
            {
                continue;
            }

            using var job = jobs.Begin("command", command.Trace);
            try
            {
                await command.Run(mailbox, stop);
            }
            catch (ProviderException refusal) when (refusal.LeavesSession)
            {
                command.Fail(refusal);
            }
            catch (OperationCanceledException gone) when (command.Caller.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                command.Fail(gone); // It stopped between two commands, where the session stays usable.
            }
            catch (Exception error)
            {
                command.Fail(error);
                throw;
            }
        }
    }

    /// <summary>Fails all waiting commands, since the session is down.</summary>
    public void FailAll(ProviderException reason)
    {
        while (TryDequeue() is { } command)
        {
            command.Fail(reason);
        }
    }

    private Command? TryDequeue()
    {
        lock (_gate)
        {
            return _queue.TryDequeue(out var command) ? command : null;
        }
    }

    private sealed record Command(
        Func<OpenMailbox, CancellationToken, Task> Run,
        Action<Exception> Fail,
        ActivityContext Trace,
        CancellationToken Caller);
}
