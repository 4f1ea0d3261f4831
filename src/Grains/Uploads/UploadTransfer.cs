using System.IO.Pipelines;
using EmailAgent.Grains.Blobs;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Uploads;

/// <summary>
/// An upload in progress: bytes that a grain receives, and a task outside of its turns that stores them. Writers wait while more than two stretches are
/// not stored yet, so that an upload takes little memory however large the file is.
/// </summary>
internal sealed class UploadTransfer : IAsyncDisposable
{
    private const int HeldBytes = 2 * UploadLimits.StretchBytes;

    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;

    private static readonly Problem Interrupted = new(UploadProblems.Interrupted, "The upload was interrupted; repeat it.");
    private static readonly Problem Incomplete = new(UploadProblems.Interrupted, "A part of the upload is missing; repeat it.");

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: HeldBytes, resumeWriterThreshold: UploadLimits.StretchBytes, minimumSegmentSize: UploadLimits.StretchBytes, useSynchronizationContext: false));

    private readonly UploadFiles _files;
    private readonly Guid _userId;
    private readonly Guid _id;
    private readonly TimeSpan _idleTime;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly Task<Outcome<BlobRow>> _storing;
    private Task<Outcome<UploadRow>>? _finishing;
    private long _received;

    public UploadTransfer(UploadFiles files, Guid userId, Guid id, NewUpload upload, IOptions<UploadOptions> options, TimeProvider time)
    {
        (_files, _userId, _id, _idleTime, _time) = (files, userId, id, options.Value.IdleTime, time);
        _stop = new CancellationTokenSource(_idleTime, time);
        _storing = Task.Run(() => StoreAsync(upload, _stop.Token));
    }

    /// <summary>Adds bytes, and waits while earlier ones are being stored.</summary>
    public async Task<Outcome<Done>> WriteAsync(UploadStretch stretch, CancellationToken cancellationToken)
    {
        if (stretch.Offset != _received || _finishing is not null)
            return Incomplete;

        _stop.CancelAfter(_idleTime);
        _received += stretch.Content.Length;
        var written = await _pipe.Writer.WriteAsync(stretch.Content, cancellationToken);
        return !written.IsCompleted ? Done.Value : (await StoredAsync()).Problem ?? Incomplete;
    }

    /// <summary>Ends the upload, and waits until the file is stored and scanned, but not longer than the patience.</summary>
    /// <returns>Null while it takes longer.</returns>
    public async Task<Outcome<UploadRow>?> CompleteAsync(long size, string? contentId, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_finishing is null)
        {
            if (size != _received)
                return Incomplete;
            await _pipe.Writer.CompleteAsync();
            _stop.CancelAfter(Timeout.InfiniteTimeSpan);
            _finishing = Task.Run(() => FinishAsync(contentId));
        }

        try
        {
            return await _finishing.WaitAsync(patience, _time, cancellationToken);
        }
        catch (TimeoutException) when (!_finishing.IsFaulted)
        {
            return null;
        }
    }

    /// <summary>Drops what is not complete.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pipe.Writer.CompleteAsync(new OperationCanceledException());
        await ((Task)_storing).ConfigureAwait(Quietly);
        if (_finishing is { } finishing)
            await ((Task)finishing).ConfigureAwait(Quietly);
        _stop.Dispose();
    }

    private async Task<Outcome<BlobRow>> StoreAsync(NewUpload upload, CancellationToken cancellationToken)
    {
        try
        {
            return await _files.StoreAsync(_userId, upload, UploadLimits.LargestBytes, _pipe.Reader.AsStream(leaveOpen: true), cancellationToken);
        }
        finally
        {
            await _pipe.Reader.CompleteAsync(); // or a writer would wait for ever
        }
    }

    private async Task<Outcome<UploadRow>> FinishAsync(string? contentId)
    {
        var outcome = await AddAsync(contentId);
        UploadMetrics.ReportUpload(outcome);
        return outcome;
    }

    private async Task<Outcome<UploadRow>> AddAsync(string? contentId)
    {
        try
        {
            var stored = await StoredAsync();
            return stored.Value is { } blob ? await _files.AddAsync(blob, _id, contentId, _stop.Token) : stored.Problem!;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return Interrupted;
        }
    }

    private async Task<Outcome<BlobRow>> StoredAsync()
    {
        try
        {
            return await _storing;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return Interrupted;
        }
    }
}
