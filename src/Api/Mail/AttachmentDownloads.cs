using EmailAgent.Api.Answers;
using EmailAgent.Api.Http;
using EmailAgent.Api.Json;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Mail;

/// <summary>Sends attachments as downloads: with an ETag and ranges, and no faster than clients take them.</summary>
internal sealed class AttachmentDownloads(IClusterClient cluster, AnswerBudget budget, AttachmentTrails trails)
{
    public const string Bytes = "application/octet-stream";

    // What a download holds in memory at a time.
    private const int StretchBytes = 512 * 1024;

    // What a browser would run rather than show, if it ever ignored that it is a download.
    private static readonly string[] ActiveTypes = ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "application/javascript", "text/javascript"];

    public async Task<IResult> SendAsync(Visibility sees, AttachmentLocation found, HttpContext context)
    {
        var tag = $"\"{found.Id}\"";
        if (EntityTags.Match(context.Request.Headers.IfNoneMatch, $"W/{tag}"))
        {
            context.Response.Headers.ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
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

        return TypedResults.Stream(content, SafeType(found.ContentType), found.Filename, entityTag: new EntityTagHeaderValue(tag), enableRangeProcessing: true);
    }

    /// <summary>Sends all attachments of a message as one archive.</summary>
    public async Task<IResult> SendAllAsync(string emailId, DateTimeOffset date, Visibility sees, IReadOnlyList<AttachmentLocation> found, HttpContext context)
    {
        var files = found.Select(attachment => (attachment, Open(sees, attachment, tellsLength: false))).ToList();
        if (!HeadMiddleware.IsHead(context))
        {
            // One file is held at a time. Gmail's come whole, with all of their message.
            if (budget.Reserve(context, found.Max(HeldBytes)) is { } refusal)
            {
                return new ProblemAnswer(refusal);
            }

            if (await files[0].Item2.PrepareAsync(0, context.RequestAborted) is { } problem)
            {
                return new ProblemAnswer(problem);
            }
        }

        return new AttachmentZip(emailId, date, files);
    }

    /// <summary>Opens the content of an attachment; nothing is read yet.</summary>
    /// <param name="sees">What the caller sees.</param>
    /// <param name="found">The attachment.</param>
    /// <param name="tellsLength">Whether the client is told the length first, so that the content must agree with it.</param>
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

    private static string SafeType(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var type) && !ActiveTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? type.MediaType.ToString()
            : Bytes;
}
