using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Mail;

internal static class LabelEndpoints
{
    private static readonly TextParameter ConnectionId = new("connection_id", "Only those of this mailbox, which may be shared with the caller.", 100);
    private static readonly ListParameter Fields = new("fields", "LabelField", "Only these fields of each item; all when absent.", FieldSelection.NamesOf<Label>());

    public static void MapLabelEndpoints(this IEndpointRouteBuilder api)
    {
        foreach (var (path, list) in new[] { ("/labels", "listLabels"), ("/folders", "listFolders") })
        {
            api.MapGet(path, ListAsync).WithName(list).WithTags(EmailEndpoints.Tag)
                .Needs(Permission.MailRead).Describes("Lists the folders or labels of the caller's own mailboxes, or of one mailbox, by mailbox, role and path.")
                .Takes(ConnectionId, Fields).Answers<ListAnswer<Label>>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var connectionId = query.Read(ConnectionId);
        var fields = FieldSelection.From(query.Read(Fields));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IMailQueryGrain>(0).ListLabelsAsync(caller.Looks(connectionId), connectionId, context.RequestAborted);
        if (outcome.Value is { Count: 0 } && PublicId.TryParse(connectionId, out var only) && !await cluster.KnowsAsync(caller, only, context.RequestAborted))
            return Mailboxes.NotFound;
        return outcome.Answer(labels => new JsonAnswer<ListAnswer<Label>>(ListAnswer<Label>.From(labels)) { Fields = fields });
    }
}
