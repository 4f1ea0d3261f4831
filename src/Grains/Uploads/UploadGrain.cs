using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Uploads;

internal sealed class UploadGrain(UploadFiles files, UploadStore store, UploadScans scans, IOptions<UploadOptions> options, TimeProvider time) : Grain, IUploadGrain
{
    // Well under the time after which a call is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Problem Interrupted = new(UploadProblems.Interrupted, "The upload was interrupted by the end of a process; repeat it.");
    private static readonly Problem NoContentId = new(
        ProblemCodes.Invalid, $"Must have 1 to {UploadLimits.LongestContentId} letters, digits or characters of .!#$*+-/=?^_{{|}}~@.", "content_id");

    private UploadTransfer? _transfer;

    private UploadId Id => UploadId.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<Done>> BeginAsync(NewUpload upload, CancellationToken cancellationToken)
    {
        if (await scans.CheckAsync(cancellationToken) is { } problem)
            return problem;
        _transfer ??= new UploadTransfer(files, Id.UserId, Id.Upload, upload, options, time);
        return Done.Value;
    }

    public async Task<Outcome<Done>> WriteAsync(UploadStretch stretch, CancellationToken cancellationToken) =>
        _transfer is { } transfer ? await transfer.WriteAsync(stretch, cancellationToken) : Interrupted;

    public async Task<Outcome<UploadProgress>> CompleteAsync(long size, string? contentId, CancellationToken cancellationToken)
    {
        if (contentId is not null && !UploadPolicy.IsContentId(contentId))
            return NoContentId;
        if (_transfer is not { } transfer)
            return await store.FindAsync(Id.UserId, Id.Upload, cancellationToken) is { } complete ? new UploadProgress(complete.ToUpload()) : Interrupted;
        if (await transfer.CompleteAsync(size, contentId, Patience, cancellationToken) is not { } outcome)
            return new UploadProgress(Upload: null);

        DeactivateOnIdle(); // a repetition finds the row
        return outcome.Value is { } upload ? new UploadProgress(upload.ToUpload()) : outcome.Problem!;
    }

    public Task AbandonAsync()
    {
        DeactivateOnIdle();
        return DropAsync();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => DropAsync();

    private async Task DropAsync()
    {
        var transfer = _transfer;
        _transfer = null;
        if (transfer is not null)
            await transfer.DisposeAsync();
    }
}
