using EmailAgent.Api.Access;
using EmailAgent.Api.Answers;
using EmailAgent.Api.Identity;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Mail;

/// <summary>Downloads of attachments, read from the mail server.</summary>
internal static class AttachmentEndpoints
{
    private const string Bytes = "application/octet-stream";

    // What a browser would run rather than show, if it ever ignored that it is a download.
    private static readonly string[] ActiveTypes = ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "application/javascript", "text/javascript"];

    public static void MapAttachmentEndpoints(this IEndpointRouteBuilder api) =>
        api.MapGet("/emails/{id}/attachments/{attachment_id}", DownloadAsync).WithName("downloadAttachment").WithTags("Mail")
            .Needs(Permission.MailRead).WithMetadata(new DisableRequestTimeoutAttribute())
            .Describes("The content of an attachment, read from the mail server, sent as fast as the caller takes it. Takes Range and If-None-Match. Who has too many large answers on their way is refused with rate_limited.")
            .Answers<Stream>(200, Bytes).Answers(206).Answers(304)
            .Refuses(ProblemCodes.NotFound, ProblemCodes.MessageGone, ProblemCodes.MailboxUnavailable);

    private static async Task<IResult> DownloadAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "attachment_id")] string attachmentId, HttpContext context, Caller caller, IClusterClient cluster, AnswerBudget budget, CancellationToken cancellationToken)
    {
        var sees = await cluster.LookAsync(caller, id, cancellationToken);
        var mail = cluster.GetGrain<IMailQueryGrain>(0);
        var location = await mail.LocateAsync(sees, id, cancellationToken);
        if (location.Value is not { } found)
        {
            return new ProblemAnswer(location.Problem!);
        }

        var stored = await mail.FindAttachmentAsync(sees, id, attachmentId, cancellationToken);
        if (stored.Value is not { } known)
        {
            return new ProblemAnswer(stored.Problem!);
        }

        if (budget.Reserve(context, known.Size) is { } refusal)
        {
            return new ProblemAnswer(refusal);
        }

        var mailbox = cluster.GetGrain<IMailboxGrain>(new MailboxId(sees.UserId, Guid.ParseExact(found.ConnectionId, "N")).ToString());
        return (await mailbox.ReadAttachmentAsync(found.Id, known.Id, cancellationToken)).Answer(attachment => Answer(context, budget, known, attachment));
    }

    private static IResult Answer(HttpContext context, AnswerBudget budget, EmailAttachment known, AttachmentContent attachment)
    {
        // A server may hand out more than it said when the message was read.
        var excess = attachment.Content.Length - known.Size;
        if (excess > 0 && budget.Reserve(context, excess) is { } refusal)
        {
            return new ProblemAnswer(refusal);
        }

        return TypedResults.Stream(
            PacedWriting.Open(attachment.Content),
            SafeType(attachment.ContentType),
            attachment.Filename,
            entityTag: new EntityTagHeaderValue($"\"{known.Id}\""),
            enableRangeProcessing: true);
    }

    private static string SafeType(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var type) && !ActiveTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? type.MediaType.ToString()
            : Bytes;
}
