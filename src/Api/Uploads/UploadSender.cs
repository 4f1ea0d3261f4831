using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Api.Uploads;

/// <summary>The transfer of one file to its grain, stretch by stretch, each after the one before is taken. Dropped if it is not completed.</summary>
internal sealed class UploadSender(IUploadGrain grain) : IAsyncDisposable
{
    private static readonly Problem TooLarge = new(BlobProblems.TooLarge, $"A file can have at most {UploadLimits.LargestBytes} bytes.", "file");

    private long _sent;
    private bool _hasBegun;
    private bool _isComplete;

    /// <summary>Sends a file.</summary>
    /// <returns>Null when all of it is sent.</returns>
    public async Task<Problem?> SendAsync(NewUpload upload, Stream content, CancellationToken cancellationToken)
    {
        if ((await grain.BeginAsync(upload, cancellationToken)).Problem is { } refused)
            return refused;
        _hasBegun = true;
        var buffer = new byte[UploadLimits.StretchBytes]; // its bytes are copied before a call ends
        while (true)
        {
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0)
                return null;
            if (_sent + length > UploadLimits.LargestBytes)
                return TooLarge;
            if ((await grain.WriteAsync(new UploadStretch(_sent, buffer.AsMemory(0, length)), cancellationToken)).Problem is { } problem)
                return problem;
            _sent += length;
        }
    }

    /// <summary>Waits until the file is stored and scanned.</summary>
    public async Task<Outcome<Upload>> CompleteAsync(string? contentId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await grain.CompleteAsync(_sent, contentId, cancellationToken);
            if (outcome.Value is not { } progress)
                return outcome.Problem!;
            if (progress.Upload is not { } upload)
                continue; // each call waits for some seconds
            _isComplete = true;
            return upload;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_hasBegun || _isComplete)
            return;
        try
        {
            await grain.AbandonAsync();
        }
        catch (Exception failure) when (failure is TimeoutException || SiloFailures.IsUnavailable(failure))
        {
            // The grain drops it by itself, when nothing more arrives.
        }
    }
}
