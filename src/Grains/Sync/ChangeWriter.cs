using System.Threading.Channels;
using EmailAgent.Grains.Mail;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// A pipeline that takes batches from a session, converts their messages into rows and commits them, in order. The three steps run
/// concurrently - while one batch is being committed the next is parsed and the one after that fetched - with at most one batch waiting
/// between any two, which bounds memory and slows the fetch to the speed of the database.
/// </summary>
internal sealed class ChangeWriter : IAsyncDisposable
{
    private readonly Channel<Step> _incoming = Channel.CreateBounded<Step>(1);
    private readonly Channel<Step> _converted = Channel.CreateBounded<Step>(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ChangeConverter _converter;
    private readonly LargeBatches _large;
    private readonly Func<MailboxCommit, CancellationToken, Task> _commit;
    private readonly Task _running;
    private long _written;
    private long _flushed;

    /// <param name="large">Makes large batches take turns.</param>
    /// <param name="commit">Commits one batch; an exception ends the writer and reaches the next caller.</param>
    public ChangeWriter(ChangeConverter converter, LargeBatches large, Func<MailboxCommit, CancellationToken, Task> commit)
    {
        _converter = converter;
        _large = large;
        _commit = commit;
        _running = Task.WhenAll(Task.Run(ConvertAsync), Task.Run(CommitAsync));
    }

    public async Task WriteAsync(MailboxChanges changes, CancellationToken cancellationToken)
    {
        if (!changes.IsEmpty)
        {
            await EnqueueAsync(new Step(changes, null, null), cancellationToken);
        }
    }

    /// <summary>Commits changes that need no conversion, after everything written before.</summary>
    public Task WriteAsync(MailboxCommit commit, CancellationToken cancellationToken) => EnqueueAsync(new Step(null, commit, null), cancellationToken);

    /// <summary>Returns when everything written before is committed.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var written = Interlocked.Read(ref _written);
        if (written == Interlocked.Read(ref _flushed) && !_running.IsCompleted)
        {
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await EnqueueAsync(new Step(null, null, done), cancellationToken);
        await (await Task.WhenAny(done.Task, _running).WaitAsync(cancellationToken));
        Interlocked.Exchange(ref _flushed, written);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_incoming.Reader.TryRead(out var step))
        {
            DisposeMessages(step.Changes);
        }

        _stop.Dispose();
    }

    private async Task EnqueueAsync(Step step, CancellationToken cancellationToken)
    {
        try
        {
            await _incoming.Writer.WriteAsync(step, cancellationToken);
            if (step.Done is null) Interlocked.Increment(ref _written);
        }
        catch (ChannelClosedException)
        {
            DisposeMessages(step.Changes);
            await _running;
            throw;
        }
    }

    private async Task ConvertAsync()
    {
        try
        {
            await foreach (var step in _incoming.Reader.ReadAllAsync(_stop.Token))
            {
                var commit = step.Changes is { } changes ? await ConvertAsync(changes) : step.Commit;
                await _converted.Writer.WriteAsync(new Step(null, commit, step.Done), _stop.Token);
            }
        }
        catch (Exception error)
        {
            _incoming.Writer.TryComplete(error);
            _converted.Writer.TryComplete(error);
            throw;
        }
    }

    private async Task CommitAsync()
    {
        try
        {
            await foreach (var step in _converted.Reader.ReadAllAsync(_stop.Token))
            {
                if (step.Commit is { } commit)
                {
                    await _commit(commit, _stop.Token);
                }

                step.Done?.TrySetResult();
            }
        }
        catch (Exception error)
        {
            _incoming.Writer.TryComplete(error);
            _converted.Writer.TryComplete(error);
            throw;
        }
    }

    private async ValueTask<MailboxCommit> ConvertAsync(MailboxChanges changes)
    {
        try
        {
            using var place = await _large.EnterAsync(changes, _stop.Token);
            return _converter.Convert(changes);
        }
        finally
        {
            DisposeMessages(changes);
        }
    }

    private static void DisposeMessages(MailboxChanges? changes)
    {
        foreach (var message in changes?.Added ?? [])
        {
            message.Dispose();
        }
    }

    private readonly record struct Step(MailboxChanges? Changes, MailboxCommit? Commit, TaskCompletionSource? Done);
}
