using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Uploads;

namespace EmailAgent.Api.Uploads;

/// <summary>The copies from which received attachments are sent, if contents must be scanned.</summary>
internal sealed class ScannedCopies(IClusterClient cluster)
{
    /// <summary>Waits until an attachment may be given out.</summary>
    public async Task<Outcome<ScannedCopy>> PrepareAsync(Visibility sees, AttachmentLocation found, CancellationToken cancellationToken)
    {
        var files = cluster.GetGrain<IUploadedFilesGrain>(0);
        while (true)
        {
            var outcome = await files.PrepareReceivedAsync(sees, found, cancellationToken);
            if (outcome.Value is not { } prepared)
                return outcome.Problem!;
            if (!prepared.IsReady)
                continue; // each call waits for some seconds
            if (prepared.CopyId is not { } id)
                return ScannedCopy.None;
            var copy = await files.FindAsync(sees.UserId, id.ToString("N"), cancellationToken);
            return copy.Value is { } file ? new ScannedCopy(UploadDownloads.Open(files, sees.UserId, file)) : copy.Problem!;
        }
    }
}
