using EmailAgent.Api.Access;
using EmailAgent.Api.Categories;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Editing;

/// <summary>Acting on messages: always on the mail server first, then here.</summary>
internal static class EmailEditEndpoints
{
    private const int MaxIdLength = 100;

    private static readonly BooleanParameter Permanent = new("permanent", "Deletes the message permanently instead of moving it to the trash.");

    private static readonly string[] Refusals =
        [ProblemCodes.Invalid, ShareProblems.AccessTooLow, ProblemCodes.NotFound, EditProblems.MessageGone, EditProblems.EditRefused, ConnectionProblems.MailboxUnavailable];

    public static void MapEmailEditEndpoints(this IEndpointRouteBuilder api)
    {
        var emails = api.MapGroup("/emails").WithTags(EmailEndpoints.Tag).DescribesId("a message");
        emails.MapPatch("/{id}", UpdateAsync).WithName("updateEmail")
            .Needs(Permission.MailModify).Describes("Marks a message read, unread, starred or not, first on the mail server and then here; and corrects its category, which later mail of the sender then has, too.")
            .Answers<EmailDetailAnswer>(200).Refuses(Refusals).HonorsIfMatch();
        emails.MapDelete("/{id}", DeleteAsync).WithName("deleteEmail")
            .Needs(Permission.MailModify).Describes("Moves a message to the trash, or deletes it permanently.")
            .Takes(Permanent).Answers(204).Refuses(Refusals).HonorsIfMatch().Idempotent();
        emails.MapPost("/{id}/labels", LabelAsync).WithName("addEmailLabel")
            .Needs(Permission.MailModify).Describes("Adds a label to a message. In a mailbox with folders, the message moves to that folder.")
            .Answers<EmailDetailAnswer>(200).Refuses(Refusals);
        emails.MapDelete("/{id}/labels/{label_id}", UnlabelAsync).WithName("removeEmailLabel").DescribesParameter("label_id", "The id of a label or folder, or a role such as `inbox`.")
            .Needs(Permission.MailModify).Describes("Removes a label from a message. In a mailbox with folders, a message removed from its folder is archived.")
            .Answers<EmailDetailAnswer>(200).Refuses(Refusals);
        foreach (var action in BulkAction.All)
        {
            emails.MapPost("/bulk/" + action.Name, (JsonBody<BulkEditRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
                    BulkAsync(action, body, caller, cluster, cancellationToken)).WithName(action.OperationId)
                .Needs(Permission.MailModify).Describes(action.Summary).Answers<BulkEditAnswer>(200).Refuses(ProblemCodes.Invalid).Idempotent();
        }
    }

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<EmailChangesRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, changes) = (body.Fields, body.Value);
        if (!fields.Any && changes is { IsRead: null, IsStarred: null, Category: null })
        {
            fields.Add("is_read", "At least one of is_read, is_starred and category is required.");
        }

        CategoryEdits.Check(fields, changes.Category);

        if (fields.Any)
        {
            return fields.ToAnswer();
        }

        var refusal = changes is { IsRead: null, IsStarred: null }
            ? await RefuseUnlessMatchAsync(id, context, caller, cluster)
            : await EditIfMatchAsync(id, new EmailEdit(EmailAction.Flag, Flags: changes with { Category = null }), context, caller, cluster);
        if (refusal is null && changes.Category is { } category)
        {
            refusal = await CategoryEdits.SetAsync(id, category, caller, cluster, cancellationToken);
        }

        return refusal ?? await EmailEndpoints.DetailAsync(id, withThread: false, caller, cluster, cancellationToken);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var action = query.Read(Permanent) == true ? EmailAction.Delete : EmailAction.Trash;
        return query.Errors.Any
            ? query.Errors.ToAnswer()
            : await EditIfMatchAsync(id, new EmailEdit(action), context, caller, cluster) ?? TypedResults.NoContent();
    }

    private static async Task<IResult> LabelAsync(
        string id, JsonBody<LabelRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var label = fields.Required("label_id", body.Value.LabelId, MaxIdLength);
        return fields.Any
            ? fields.ToAnswer()
            : await EditAsync(id, new EmailEdit(EmailAction.Label, Label: label), caller, cluster, cancellationToken)
                ?? await EmailEndpoints.DetailAsync(id, withThread: false, caller, cluster, cancellationToken);
    }

    private static async Task<IResult> UnlabelAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "label_id")] string label, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        await EditAsync(id, new EmailEdit(EmailAction.Unlabel, Label: label), caller, cluster, cancellationToken)
            ?? await EmailEndpoints.DetailAsync(id, withThread: false, caller, cluster, cancellationToken);

    private static async Task<IResult> BulkAsync(
        BulkAction action, JsonBody<BulkEditRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        var ids = request.EmailIds ?? [];
        if (ids.Count is < 1 or > BulkEditRequest.MaxMessages && !fields.Has("email_ids"))
            fields.Add("email_ids", $"Must contain 1 to {BulkEditRequest.MaxMessages} ids.");
        else if (ids.Any(id => id is null || id.Length > MaxIdLength))
            fields.Add("email_ids", "Must contain only ids.");
        var edit = action.Edit;
        if (action.NeedsLabel)
            edit = edit with { Label = fields.Required("label_id", request.LabelId, MaxIdLength) };
        if (fields.Any)
            return fields.ToAnswer();

        string[] wanted = [.. ids.OfType<string>().Distinct()];
        var report = await cluster.EditEmailsAsync(caller, wanted, edit, cancellationToken);
        return new JsonAnswer<BulkEditAnswer>(BulkEditAnswer.From(wanted.Length, report));
    }

    private static async Task<IResult?> RefuseUnlessMatchAsync(string id, HttpContext context, Caller caller, IClusterClient cluster)
    {
        return await IfMatch.RefuseAsync(context, () => ReadAsync(withThread: false), () => ReadAsync(withThread: true));

        Task<IResult> ReadAsync(bool withThread) => EmailEndpoints.DetailAsync(id, withThread, caller, cluster, context.RequestAborted);
    }

    /// <summary>Edits a message if it is as the client read it, with its thread or without.</summary>
    /// <returns>Null when it is done, else why not.</returns>
    private static async Task<IResult?> EditIfMatchAsync(string id, EmailEdit edit, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var (refused, read) = await IfMatch.CheckAsync<EmailDetailAnswer>(context, () => ReadAsync(withThread: false), () => ReadAsync(withThread: true));
        var expected = read is null ? null : new EmailState(read.ThreadId, read.Labels, read.Flags, read.Defects);
        return refused ?? await EditAsync(id, edit with { Expected = expected }, caller, cluster, context.RequestAborted);

        Task<IResult> ReadAsync(bool withThread) => EmailEndpoints.DetailAsync(id, withThread, caller, cluster, context.RequestAborted);
    }

    /// <returns>Null when it is done, else why not.</returns>
    private static async Task<IResult?> EditAsync(string id, EmailEdit edit, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var report = await cluster.EditEmailsAsync(caller, [id], edit, cancellationToken);
        return report.Failed.Count == 0 ? null : new ProblemAnswer(report.Failed[0].Problem);
    }
}
