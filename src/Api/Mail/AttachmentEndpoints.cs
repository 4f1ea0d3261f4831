using EmailAgent.Api.Access;
using EmailAgent.Api.Identity;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Api.Uploads;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Uploads;
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
            .DescribesId("a message").DescribesParameter("attachment_id", "The id of an attachment, as the message lists it.")
            .DescribesDownload("The content of an attachment of a message, read from the mail server. Takes Range, If-Range, If-Match and If-None-Match.");
        api.MapGet("/emails/{id}/attachments.zip", DownloadAllAsync).WithName("downloadEmailAttachments").DescribesId("a message")
            .WithTags(EmailEndpoints.Tag).WithMetadata(new DisableRequestTimeoutAttribute())
            .Needs(Permission.MailRead)
            .Describes("Returns all attachments of a message as one ZIP archive, streamed from the mail server. Names are made safe and unique. A caller with too many large answers in progress is refused with rate_limited.")
            .Answers<Stream>(200, AttachmentZip.ContentType)
            .Refuses(
                ProblemCodes.NotFound, EditProblems.MessageGone, MailProblems.TooLargeToRead, ConnectionProblems.MailboxUnavailable,
                UploadProblems.MalwareFound, UploadProblems.ScannerUnavailable);
        api.MapGet("/attachments/{id}/download", DownloadAsync).WithName("downloadAttachment").DescribesId("an attachment")
            .DescribesDownload("The content of an attachment of whatever message the caller can read, or of an upload of the caller. Takes Range, If-Range, If-Match and If-None-Match.");
    }

    private static void DescribesDownload(this RouteHandlerBuilder route, string summary) => route
        .WithTags(EmailEndpoints.Tag).WithMetadata(new DisableRequestTimeoutAttribute())
        .Needs(Permission.MailRead).Describes($"{summary} A caller with too many large answers in progress is refused with rate_limited.")
        .Answers<Stream>(200, AttachmentDownloads.Bytes).Answers(206).Answers(304)
        .Refuses(
            ProblemCodes.NotFound, EditProblems.MessageGone, ProblemCodes.PreconditionFailed, ApiProblemCodes.RangeNotSatisfiable,
            MailProblems.TooLargeToRead, ConnectionProblems.MailboxUnavailable, UploadProblems.MalwareFound, UploadProblems.ScannerUnavailable);

    private static async Task<IResult> DownloadOfEmailAsync(
        string id, [FromRoute(Name = "attachment_id")] string attachmentId, HttpContext context, Caller caller, IClusterClient cluster, AttachmentDownloads downloads)
    {
        var sees = await cluster.LookAsync(caller, id, context.RequestAborted);
        var found = await cluster.GetGrain<IMailQueryGrain>(0).LocateAttachmentAsync(sees, attachmentId, context.RequestAborted);
        return found.Value is { } attachment && attachment.EmailId == id
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

    private static async Task<IResult> DownloadAsync(
        string id, HttpContext context, Caller caller, IClusterClient cluster, AttachmentDownloads downloads, UploadDownloads uploads)
    {
        var mail = cluster.GetGrain<IMailQueryGrain>(0);
        foreach (var sees in caller.SeesEverywhere())
        {
            if ((await mail.LocateAttachmentAsync(sees, id, context.RequestAborted)).Value is { } attachment)
            {
                return await downloads.SendAsync(sees, attachment, context);
            }
        }

        var upload = await cluster.GetGrain<IUploadedFilesGrain>(0).FindAsync(caller.UserId, id, context.RequestAborted);
        return upload.Value is { } file ? await uploads.SendAsync(caller.UserId, file, context) : NotFound;
    }
}
