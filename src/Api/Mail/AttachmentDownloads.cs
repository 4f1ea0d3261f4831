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

        var content = Open(sees, found);
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

    /// <summary>Opens the content of an attachment; nothing is read yet.</summary>
    public AttachmentStream Open(Visibility sees, AttachmentLocation found)
    {
        var mailbox = cluster.GetGrain<IMailboxGrain>(new MailboxId(sees.UserId, Guid.ParseExact(found.ConnectionId, "N")).ToString());
        return new AttachmentStream(
            trails.Of(found.Id), found.IsTruncated ? null : found.Size, (mark, stop) => mailbox.ReadAttachmentAsync(found.EmailId, found.Id, mark, StretchBytes, stop));
    }

    /// <summary>Computes what a download of an attachment holds in memory at a time.</summary>
    public static long HeldBytes(AttachmentLocation found) =>
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

    private static long FirstByte(HttpContext context, AttachmentStream content) =>
        content.CanSeek && context.Request.GetTypedHeaders().Range?.Ranges is { Count: 1 } ranges && ranges.First() is var range
            ? Math.Clamp(range.From ?? (content.Length - range.To ?? 0), 0, Math.Max(0, content.Length - 1))
            : 0;

    private static string SafeType(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var type) && !ActiveTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? type.MediaType.ToString()
            : Bytes;
}
