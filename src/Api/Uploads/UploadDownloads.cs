using EmailAgent.Api.Answers;
using EmailAgent.Api.Http;
using EmailAgent.Api.Mail;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Uploads;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Uploads;

/// <summary>Sends uploaded files as downloads, as attachments are sent.</summary>
internal sealed class UploadDownloads(IClusterClient cluster, AnswerBudget budget)
{
    /// <summary>Opens a file; nothing is read yet.</summary>
    public static UploadStream Open(IUploadedFilesGrain files, Guid userId, Upload file) =>
        new(file.Size, (offset, stop) => files.ReadAsync(userId, file.Id, offset, UploadLimits.ReadBytes, stop));

    /// <summary>Sends a file.</summary>
    /// <param name="inline">Indicates whether browsers may show it instead of saving it.</param>
    public async Task<IResult> SendAsync(Guid userId, Upload file, HttpContext context, bool inline = false)
    {
        var tag = $"\"{file.Id}\"";
        if (DownloadConditions.Check(context, tag) is { } unneeded)
            return unneeded;
        var files = cluster.GetGrain<IUploadedFilesGrain>(0);
        var content = Open(files, userId, file);
        if (DownloadConditions.CheckRange(context, content) is { } refusal)
            return refusal;
        if (HeadMiddleware.IsHead(context))
            context.Request.Method = HttpMethods.Head; // so that nothing is read for the body, which would be left out
        else if (await PrepareAsync(files, userId, file, context) is { } problem)
            return problem;
        return TypedResults.Stream(
            content,
            DownloadConditions.SafeType(file.ContentType),
            DownloadConditions.NameOf(context, file.Filename, inline),
            entityTag: new EntityTagHeaderValue(tag),
            enableRangeProcessing: true);
    }

    private async Task<ProblemAnswer?> PrepareAsync(IUploadedFilesGrain files, Guid userId, Upload file, HttpContext context)
    {
        if (budget.Reserve(context, Math.Min(file.Size, UploadLimits.ReadBytes)) is { } refusal)
            return new ProblemAnswer(refusal);
        Outcome<UploadProgress> outcome;
        do
        {
            outcome = await files.PrepareAsync(userId, file.Id, context.RequestAborted); // waits for some seconds
        }
        while (outcome.Value is { Upload: null });
        return outcome.Problem is { } problem ? new ProblemAnswer(problem) : null;
    }
}
