using EmailAgent.Api.Access;
using EmailAgent.Api.Identity;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
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
            .Needs(Permission.MailRead).Describes("The content of an attachment, read from the mail server. Takes Range and If-None-Match.")
            .Answers<Stream>(200, Bytes).Answers(206).Answers(304)
            .Refuses(ProblemCodes.NotFound, ProblemCodes.MessageGone, ProblemCodes.MailboxUnavailable);

    private static async Task<IResult> DownloadAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "attachment_id")] string attachmentId, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var sees = await cluster.LookAsync(caller, id, cancellationToken);
        var location = await cluster.GetGrain<IMailQueryGrain>(0).LocateAsync(sees, id, cancellationToken);
        if (location.Value is not { } found)
        {
            return new ProblemAnswer(location.Problem!);
        }

        var mailbox = cluster.GetGrain<IMailboxGrain>(new MailboxId(sees.UserId, Guid.ParseExact(found.ConnectionId, "N")).ToString());
        return (await mailbox.ReadAttachmentAsync(found.Id, attachmentId, cancellationToken)).Answer(attachment => TypedResults.Bytes(
            attachment.Content,
            SafeType(attachment.ContentType),
            attachment.Filename,
            enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{attachmentId.ToLowerInvariant()}\"")));
    }

    private static string SafeType(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var type) && !ActiveTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? type.MediaType.ToString()
            : Bytes;
}
