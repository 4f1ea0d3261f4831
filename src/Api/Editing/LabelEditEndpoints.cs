using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Editing;

/// <summary>Creating, renaming and deleting labels and folders: always on the mail server first, then here.</summary>
internal static class LabelEditEndpoints
{
    private const int MaxPath = 200;
    private const int MaxId = 100;

    private static readonly ProblemAnswer NotFound = new(Refusal.NotFound("label"));

    private static readonly string[] Refusals =
        [ProblemCodes.NotFound, ShareProblems.AccessTooLow, EditProblems.LabelExists, EditProblems.EditRefused, ConnectionProblems.MailboxUnavailable];

    public static void MapLabelEditEndpoints(this IEndpointRouteBuilder api)
    {
        foreach (var (path, word, resource) in new[] { ("/labels", "Label", "a label"), ("/folders", "Folder", "a folder") })
        {
            var labels = api.MapGroup(path).WithTags(EmailEndpoints.Tag).DescribesId(resource);
            labels.MapPost("", CreateAsync).WithName($"create{word}")
                .Needs(Permission.MailModify).Describes("Creates a label or folder in a mailbox that the caller owns or manages.")
                .Answers<Label>(201).Refuses(ProblemCodes.Invalid).Refuses(Refusals).Idempotent();
            labels.MapPatch("/{id}", RenameAsync).WithName($"update{word}")
                .Needs(Permission.MailModify).Describes("Renames a label or folder. Its messages stay in it, and its id stays the same.")
                .Answers<Label>(200).Refuses(ProblemCodes.Invalid).Refuses(Refusals).Idempotent();
            labels.MapDelete("/{id}", DeleteAsync).WithName($"delete{word}")
                .Needs(Permission.MailModify).Describes("Deletes a label or folder without others below it. Messages lose the label; messages of a folder move to the trash.")
                .Answers(204).Refuses(Refusals).Idempotent();
        }
    }

    private static async Task<IResult> CreateAsync(JsonBody<NewLabelRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var connectionId = fields.Required("connection_id", body.Value.ConnectionId, MaxId);
        var path = ReadPath(fields, body.Value.Path);
        if (fields.Any)
        {
            return fields.ToAnswer();
        }

        var (mailbox, refusal) = cluster.FindMailbox(caller, connectionId, MailboxAccess.Manage);
        if (mailbox is null)
        {
            return refusal!;
        }

        return (await mailbox.EditLabelAsync(new LabelCommand(null, path), cancellationToken)).Answer(label =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{label.Id}";
            return new JsonAnswer<Label>(label, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> RenameAsync(string id, JsonBody<LabelChangesRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var path = ReadPath(body.Fields, body.Value.Path);
        return body.Fields.Any
            ? body.Fields.ToAnswer()
            : await EditAsync(id, path, caller, cluster, label => new JsonAnswer<Label>(label), cancellationToken);
    }

    private static Task<IResult> DeleteAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        EditAsync(id, path: null, caller, cluster, _ => TypedResults.NoContent(), cancellationToken);

    private static async Task<IResult> EditAsync(
        string id, string? path, Caller caller, IClusterClient cluster, Func<Label, IResult> shape, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, caller, cluster, cancellationToken) is not { } label)
        {
            return NotFound;
        }

        var (mailbox, refusal) = cluster.FindMailbox(caller, label.ConnectionId, MailboxAccess.Manage);
        return mailbox is null ? refusal! : (await mailbox.EditLabelAsync(new LabelCommand(label.Id, path), cancellationToken)).Answer(shape);
    }

    /// <summary>Looks in the caller's own mailboxes, and then in those that are shared with the caller.</summary>
    private static async Task<Label?> FindAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var mail = cluster.GetGrain<IMailQueryGrain>(0);
        foreach (var sees in caller.SeesEverywhere())
        {
            if ((await mail.FindLabelAsync(sees, id, cancellationToken)).Value is { } label)
            {
                return label;
            }
        }

        return null;
    }

    private static string ReadPath(FieldErrors fields, string? sent)
    {
        var path = fields.Required("path", sent, MaxPath);
        if (path.Length > 0 && (path.Any(char.IsControl) || path.Split('/').Any(part => part.Trim().Length == 0 || part != part.Trim())))
        {
            fields.Add("path", "Each part of the path must be a name without surrounding spaces and control characters.");
        }

        return path;
    }
}
