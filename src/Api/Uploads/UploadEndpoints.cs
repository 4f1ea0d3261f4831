using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.Uploads;
using Microsoft.AspNetCore.Http.Timeouts;

namespace EmailAgent.Api.Uploads;

/// <summary>Uploads of files to be attached to messages, and links to inline images.</summary>
internal static class UploadEndpoints
{
    private const string LinkPath = "/attachments/inline";

    public static void MapUploadEndpoints(this IEndpointRouteBuilder api)
    {
        var attachments = api.MapGroup("/attachments").WithTags(EmailEndpoints.Tag);
        attachments.MapPost("/upload", UploadAsync).WithName("uploadAttachment").WithMetadata(new DisableRequestTimeoutAttribute())
            .Needs(Permission.MailSend)
            .Describes("Uploads a file of at most 25 MB, to be attached to messages by its id. It is deleted after a day unless a message or a draft refers to it. Scanned for malware if the installation scans.")
            .WithMetadata(UploadForm.Metadata)
            .Answers<Upload>(201)
            .Refuses(
                ProblemCodes.Invalid, ApiProblemCodes.MalformedRequest, ApiProblemCodes.UnsupportedMediaType, ApiProblemCodes.UnsupportedContentEncoding,
                ApiProblemCodes.PayloadTooLarge, BlobProblems.TooLarge, BlobProblems.StorageFull,
                UploadProblems.MalwareFound, UploadProblems.ScannerUnavailable, UploadProblems.Interrupted);
        attachments.MapGet("/uploads/{id}", GetAsync).WithName("getUpload").DescribesId("an uploaded file")
            .Needs(Permission.MailSend).Describes("Returns an uploaded file, without its content.")
            .Answers<Upload>(200).Refuses(ProblemCodes.NotFound);
        attachments.MapDelete("/uploads/{id}", DeleteAsync).WithName("deleteUpload").DescribesId("an uploaded file")
            .Needs(Permission.MailSend).Describes("Deletes an uploaded file that no message or draft refers to.")
            .Answers(204).Refuses(ProblemCodes.NotFound, BlobProblems.InUse).HonorsIfMatch().Idempotent();
        attachments.MapPost("/{id}/link", CreateLinkAsync).WithName("createAttachmentLink").DescribesId("an attachment")
            .Needs(Permission.MailRead).Describes("Creates a link to an image, with which a browser can show it within HTML for some minutes without a token.")
            .Answers<AttachmentLinkAnswer>(200).Refuses(ProblemCodes.NotFound, UploadProblems.NotAnImage);
        attachments.MapGet("/inline/{token}", ShowAsync).WithName("showInlineImage").DescribesParameter("token", "The secret of the link.", "CfDJ8Nk3q1x")
            .AllowAnonymous().CountsAs(RateClass.Open).WithMetadata(new DisableRequestTimeoutAttribute())
            .Describes("Returns the image that a link leads to.")
            .Answers<Stream>(200, AttachmentDownloads.Bytes).Answers(206).Answers(304)
            .Refuses(
                ProblemCodes.NotFound, EditProblems.MessageGone, ProblemCodes.PreconditionFailed, ApiProblemCodes.RangeNotSatisfiable, MailProblems.TooLargeToRead,
                ConnectionProblems.MailboxUnavailable, UploadProblems.MalwareFound, UploadProblems.ScannerUnavailable);
    }

    private static async Task<IResult> UploadAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var id = new UploadId(caller.UserId, Guid.CreateVersion7());
        await using var sender = new UploadSender(cluster.GetGrain<IUploadGrain>(id.ToString()));
        var outcome = await new UploadForm(context.Request, sender).ReceiveAsync(context.RequestAborted);
        return outcome.Answer(upload =>
        {
            context.Response.Headers.Location = $"/api/v1/attachments/uploads/{upload.Id}";
            return new JsonAnswer<Upload>(upload, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.GetGrain<IUploadedFilesGrain>(0).FindAsync(caller.UserId, id, cancellationToken)).Answer(found => new JsonAnswer<Upload>(found) { Tagged = true });

    // Of an upload only the references change, and one that has any is not deleted.
    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        await IfMatch.RefuseAsync(context, () => GetAsync(id, caller, cluster, cancellationToken))
        ?? (await cluster.GetGrain<IUploadedFilesGrain>(0).DeleteAsync(caller.UserId, id, cancellationToken)).Answer(_ => TypedResults.NoContent());

    private static async Task<IResult> CreateLinkAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.GetGrain<IUploadedFilesGrain>(0).CreateLinkAsync([.. caller.SeesEverywhere()], id, cancellationToken))
            .Answer(link => new JsonAnswer<AttachmentLinkAnswer>(new AttachmentLinkAnswer($"/api/v1{LinkPath}/{link.Token}", link.ExpiresAt)));

    private static async Task<IResult> ShowAsync(string token, HttpContext context, IClusterClient cluster, UploadDownloads uploads, AttachmentDownloads received)
    {
        var outcome = await cluster.GetGrain<IUploadedFilesGrain>(0).ResolveLinkAsync(token, context.RequestAborted);
        return outcome.Value switch
        {
            { Upload: { } upload, Visible: var visible } => await uploads.SendAsync(visible.UserId, upload, context, inline: true),
            { Received: { } attachment, Visible: var visible } => await received.SendAsync(visible, attachment, context, inline: true),
            _ => new ProblemAnswer(outcome.Problem!),
        };
    }
}
