using Orleans.Concurrency;

namespace EmailAgent.Grains.Uploads;

/// <summary>
/// An upload in progress; the key is <c>{user}/{id}</c>. It is in memory until it is complete: after the end of its silo it is refused with
/// <c>upload_interrupted</c>, and what it stored is deleted.
/// </summary>
[Alias("upload-in-progress")]
public interface IUploadGrain : IGrainWithStringKey
{
    /// <summary>Begins the upload. Refused with <c>storage_full</c> or <c>scanner_unavailable</c>.</summary>
    [Alias("begin")]
    Task<Outcome<Done>> BeginAsync(NewUpload upload, CancellationToken cancellationToken);

    /// <summary>Adds bytes, and waits while earlier ones are being stored. Refused with <c>content_too_large</c> or <c>storage_full</c>.</summary>
    [Alias("write")]
    Task<Outcome<Done>> WriteAsync(UploadStretch stretch, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the upload: stores the rest, scans the file, and waits for some seconds until both are done. Refused as <see cref="WriteAsync"/>, or with
    /// <c>malware_found</c> or <c>scanner_unavailable</c>.
    /// </summary>
    /// <param name="size">Bytes of the whole file.</param>
    /// <param name="contentId">The Content-ID; null for the id of the file.</param>
    /// <param name="cancellationToken">Covers the call, not the upload.</param>
    /// <returns>Without an upload while it takes longer; then the call is to be repeated.</returns>
    [Alias("complete"), Idempotent]
    Task<Outcome<UploadProgress>> CompleteAsync(long size, string? contentId, CancellationToken cancellationToken);

    /// <summary>Drops an upload that will not be complete.</summary>
    [Alias("abandon"), AlwaysInterleave]
    Task AbandonAsync();
}
