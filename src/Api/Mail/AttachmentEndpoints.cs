using EmailAgent.Api.Access;
using EmailAgent.Api.Identity;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace EmailAgent.Api.Mail;

/// <summary>Downloads of attachments, read from the mail server.</summary>
internal static class AttachmentEndpoints
{
    private static readonly ProblemAnswer NotFound = new(Refusal.NotFound("attachment"));
    private static readonly ProblemAnswer NoAttachments = new(Refusal.From(ProblemCodes.NotFound, "The message has no attachments."));

    public static void MapAttachmentEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/emails/{id}/attachments/{attachment_id}", DownloadOfEmailAsync).WithName("downloadEmailAttachment")
            .DescribesDownload("The content of an attachment of a message, read from the mail server. Takes Range and If-None-Match.");
        api.MapGet("/emails/{id}/attachments.zip", DownloadAllAsync).WithName("downloadEmailAttachments")
            .WithTags("Mail").WithMetadata(new DisableRequestTimeoutAttribute())
            .Needs(Permission.MailRead)
            .Describes("Returns all attachments of a message as one ZIP archive, streamed from the mail server. Names are made safe and unique. A caller with too many large answers in progress is refused with rate_limited.")
            .Answers<Stream>(200, AttachmentZip.ContentType)
            .Refuses(ProblemCodes.NotFound, ProblemCodes.MessageGone, ProblemCodes.TooLargeToRead, ProblemCodes.MailboxUnavailable);
        api.MapGet("/attachments/{id}/download", DownloadAsync).WithName("downloadAttachment")
            .DescribesDownload("The content of an attachment of whatever message the caller can read. Takes Range and If-None-Match.");
    }

    private static void DescribesDownload(this RouteHandlerBuilder route, string summary) => route
        .WithTags("Mail").WithMetadata(new DisableRequestTimeoutAttribute())
        .Needs(Permission.MailRead).Describes($"{summary} A caller with too many large answers in progress is refused with rate_limited.")
        .Answers<Stream>(200, AttachmentDownloads.Bytes).Answers(206).Answers(304)
        .Refuses(ProblemCodes.NotFound, ProblemCodes.MessageGone, ProblemCodes.TooLargeToRead, ProblemCodes.MailboxUnavailable);

    private static async Task<IResult> DownloadOfEmailAsync(
        string id, [FromRoute(Name = "attachment_id")] string attachmentId, HttpContext context, Caller caller, IClusterClient cluster, AttachmentDownloads downloads)
    {
        var sees = await cluster.LookAsync(caller, id, context.RequestAborted);
        var found = await cluster.GetGrain<IMailQueryGrain>(0).LocateAttachmentAsync(sees, attachmentId, context.RequestAborted);
        return found.Value is { } attachment && attachment.EmailId.Equals(id, StringComparison.OrdinalIgnoreCase)
            ? await downloads.SendAsync(sees, attachment, context)
            : NotFound;
    }

    private static async Task<IResult> DownloadAllAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, AttachmentDownloads downloads)
    {
        var sees = await cluster.LookAsync(caller, id, context.RequestAborted);
        var mail = cluster.GetGrain<IMailQueryGrain>(0);
        var email = await mail.GetAsync(sees, id, context.RequestAborted);
        if (email.Value is not { } detail)
        {
            return new ProblemAnswer(email.Problem!);
        }

        var found = new List<AttachmentLocation>();
        foreach (var attachment in detail.Attachments)
        {
            if ((await mail.LocateAttachmentAsync(sees, attachment.Id, context.RequestAborted)).Value is { } location)
            {
                found.Add(location);
            }
        }

        return found.Count == 0 ? NoAttachments : await downloads.SendAllAsync(detail.Summary.Id, detail.Summary.Date, sees, found, context);
    }

    private static async Task<IResult> DownloadAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, AttachmentDownloads downloads)
    {
        var mail = cluster.GetGrain<IMailQueryGrain>(0);
        foreach (var sees in caller.SeesEverywhere())
        {
            if ((await mail.LocateAttachmentAsync(sees, id, context.RequestAborted)).Value is { } attachment)
            {
                return await downloads.SendAsync(sees, attachment, context);
            }
        }

        return NotFound;
    }
}
