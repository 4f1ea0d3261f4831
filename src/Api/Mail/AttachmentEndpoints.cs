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

    private static readonly ProblemAnswer NotFound = new(Refusal.NotFound("attachment"));

    // What a browser would run rather than show, if it ever ignored that it is a download.
    private static readonly string[] ActiveTypes = ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "application/javascript", "text/javascript"];

    public static void MapAttachmentEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/emails/{id}/attachments/{attachment_id}", DownloadOfEmailAsync).WithName("downloadEmailAttachment")
            .DescribesDownload("The content of an attachment of a message, read from the mail server. Takes Range and If-None-Match.");
        api.MapGet("/attachments/{id}/download", DownloadAsync).WithName("downloadAttachment")
            .DescribesDownload("The content of an attachment of whatever message the caller can read. Takes Range and If-None-Match.");
    }

    private static void DescribesDownload(this RouteHandlerBuilder route, string summary) => route
        .WithTags("Mail").WithMetadata(new DisableRequestTimeoutAttribute())
        .Needs(Permission.MailRead).Describes($"{summary} Who has too many large answers on their way is refused with rate_limited.")
        .Answers<Stream>(200, Bytes).Answers(206).Answers(304)
        .Refuses(ProblemCodes.NotFound, ProblemCodes.MessageGone, ProblemCodes.MailboxUnavailable);

    private static async Task<IResult> DownloadOfEmailAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "attachment_id")] string attachmentId, HttpContext context, Caller caller, IClusterClient cluster, AnswerBudget budget)
    {
        var sees = await cluster.LookAsync(caller, id, context.RequestAborted);
        var found = await cluster.GetGrain<IMailQueryGrain>(0).LocateAttachmentAsync(sees, attachmentId, context.RequestAborted);
        return found.Value is { } attachment && attachment.EmailId.Equals(id, StringComparison.OrdinalIgnoreCase)
            ? await SendAsync(sees, attachment, context, cluster, budget)
            : NotFound;
    }

    private static async Task<IResult> DownloadAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, AnswerBudget budget)
    {
        var mail = cluster.GetGrain<IMailQueryGrain>(0);
        foreach (var sees in caller.SeesEverywhere())
        {
            if ((await mail.LocateAttachmentAsync(sees, id, context.RequestAborted)).Value is { } attachment)
            {
                return await SendAsync(sees, attachment, context, cluster, budget);
            }
        }

        return NotFound;
    }

    private static async Task<IResult> SendAsync(Visibility sees, AttachmentLocation found, HttpContext context, IClusterClient cluster, AnswerBudget budget)
    {
        if (budget.Reserve(context, found.Size) is { } refusal)
        {
            return new ProblemAnswer(refusal);
        }

        var mailbox = cluster.GetGrain<IMailboxGrain>(new MailboxId(sees.UserId, Guid.ParseExact(found.ConnectionId, "N")).ToString());
        return (await mailbox.ReadAttachmentAsync(found.EmailId, found.Id, context.RequestAborted)).Answer(attachment => Answer(context, budget, found, attachment));
    }

    private static IResult Answer(HttpContext context, AnswerBudget budget, AttachmentLocation known, AttachmentContent attachment)
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
