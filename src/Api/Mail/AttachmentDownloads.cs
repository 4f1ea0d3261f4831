using EmailAgent.Api.Answers;
using EmailAgent.Api.Http;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Uploads;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Mail;

/// <summary>Sends attachments as downloads: with an ETag and ranges, and no faster than clients take them.</summary>
internal sealed class AttachmentDownloads(IClusterClient cluster, AnswerBudget budget, AttachmentTrails trails, ScannedCopies copies)
{
    public const string Bytes = "application/octet-stream";

    // What a download holds in memory at a time.
    private const int StretchBytes = 512 * 1024;

    /// <summary>Sends an attachment.</summary>
    /// <param name="inline">Indicates whether browsers may show it instead of saving it.</param>
    public async Task<IResult> SendAsync(Visibility sees, AttachmentLocation found, HttpContext context, bool inline = false)
    {
        var tag = $"\"{found.Id}\"";
        if (DownloadConditions.Check(context, tag) is { } unneeded)
        {
            return unneeded;
        }

        if (!HeadMiddleware.IsHead(context))
        {
            var admitted = await copies.PrepareAsync(sees, found, context.RequestAborted);
            if (admitted.Value is not { } copy)
            {
                return new ProblemAnswer(admitted.Problem!);
            }

            if (copy.Stream is { } scanned)
            {
                return Send(context, scanned, found, tag, inline);
            }
        }

        var content = Open(sees, found, tellsLength: true);
        if (HeadMiddleware.IsHead(context))
        {
            context.Request.Method = HttpMethods.Head; // so that nothing is read for the body, which would be left out
        }
        else if (await PrepareAsync(context, found, content) is { } refusal)
        {
            return refusal;
        }

        return Send(context, content, found, tag, inline);
    }

    /// <summary>Sends all attachments of a message as one archive.</summary>
    public async Task<IResult> SendAllAsync(string emailId, DateTimeOffset date, Visibility sees, IReadOnlyList<AttachmentLocation> found, HttpContext context)
    {
        var files = new List<(AttachmentLocation Attachment, Stream Content)>();
        foreach (var attachment in found)
        {
            var admitted = HeadMiddleware.IsHead(context) ? ScannedCopy.None : await copies.PrepareAsync(sees, attachment, context.RequestAborted);
            if (admitted.Value is not { } copy)
            {
                return new ProblemAnswer(admitted.Problem!);
            }

            files.Add((attachment, copy.Stream ?? Open(sees, attachment, tellsLength: false)));
        }

        if (!HeadMiddleware.IsHead(context))
        {
            // One file is held at a time. Some providers send it whole, with all of its message.
            if (budget.Reserve(context, found.Max(HeldBytes)) is { } refusal)
            {
                return new ProblemAnswer(refusal);
            }

            if (files[0].Content is AttachmentStream first && await first.PrepareAsync(0, context.RequestAborted) is { } problem)
            {
                return new ProblemAnswer(problem);
            }
        }

        return new AttachmentZip(emailId, date, files);
    }

    /// <summary>Opens the content of an attachment; nothing is read yet.</summary>
    /// <param name="tellsLength">Indicates whether the client receives the length first, so that the content must agree with it.</param>
    private AttachmentStream Open(Visibility sees, AttachmentLocation found, bool tellsLength)
    {
        var mailbox = cluster.GetGrain<IMailboxGrain>(new MailboxId(sees.UserId, Guid.ParseExact(found.ConnectionId, "N")).ToString());
        return new AttachmentStream(
            trails.Of(found.Id), tellsLength && !found.IsTruncated ? found.Size : null, (mark, stop) => mailbox.ReadAttachmentAsync(found.EmailId, found.Id, mark, StretchBytes, stop));
    }

    /// <summary>Computes what a download of an attachment holds in memory at a time.</summary>
    private static long HeldBytes(AttachmentLocation found) =>
        found.InOnePiece ? found.MessageSize : found.IsTruncated ? StretchBytes : Math.Min(found.Size, StretchBytes);

    private async Task<ProblemAnswer?> PrepareAsync(HttpContext context, AttachmentLocation found, AttachmentStream content)
    {
        var expected = HeldBytes(found);
        if (budget.Reserve(context, expected) is { } refusal)
        {
            return new ProblemAnswer(refusal);
        }

        if (await content.PrepareAsync(FirstByte(context, content), context.RequestAborted) is { } problem)
        {
            return new ProblemAnswer(problem);
        }

        // What is part of something else comes whole.
        return content.Held > expected && budget.Reserve(context, content.Held - expected) is { } excess ? new ProblemAnswer(excess) : null;
    }

    /// <summary>Finds where the answer begins; at the first byte, too, for a range that is refused.</summary>
    private static long FirstByte(HttpContext context, AttachmentStream content)
    {
        if (!content.CanSeek || context.Request.GetTypedHeaders().Range?.Ranges is not { Count: 1 } ranges)
        {
            return 0;
        }

        var range = ranges.First();
        var first = range.From ?? (content.Length - range.To ?? 0);
        return first > 0 && first < content.Length ? first : 0;
    }

    private static IResult Send(HttpContext context, Stream content, AttachmentLocation found, string tag, bool inline) =>
        DownloadConditions.CheckRange(context, content)
        ?? TypedResults.Stream(
            content,
            DownloadConditions.SafeType(found.ContentType),
            DownloadConditions.NameOf(context, found.Filename, inline),
            entityTag: new EntityTagHeaderValue(tag),
            enableRangeProcessing: true);
}
