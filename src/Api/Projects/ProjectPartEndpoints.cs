using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Tasks;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Projects;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Api.Projects;

/// <summary>The mail and the tasks of projects, and how they are moved.</summary>
internal static class ProjectPartEndpoints
{
    private const int MaxIds = 100;

    public static void MapProjectPartEndpoints(this RouteGroupBuilder projects)
    {
        projects.MapGet("/{id}/emails", ListEmailsAsync).WithName("listProjectEmails")
            .Needs(Permission.MailRead, allConnections: true).Describes("Lists the messages of a project, newest first and without trash and spam, each with the reasons for which its thread belongs to it.")
            .Takes(Paging.Page, Paging.PageSize).Answers<PageAnswer<ProjectEmail>>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        projects.MapPost("/{id}/emails", LinkAsync).WithName("addProjectEmails")
            .Needs(Permission.MailModify, allConnections: true).Describes("Puts the threads of messages into a project.")
            .Answers<Project>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound).Idempotent();
        projects.MapDelete("/{id}/emails/{email_id}", UnlinkAsync).WithName("removeProjectEmail").DescribesParameter("email_id", "The id of a message of the project.")
            .Needs(Permission.MailModify, allConnections: true).Describes("Takes the thread of a message out of a project. Detection does not put it into one again.")
            .Answers(204).Refuses(ProblemCodes.NotFound).Idempotent();
        projects.MapGet("/{id}/tasks", ListTasksAsync).WithName("listProjectTasks")
            .Needs(Permission.MailRead, allConnections: true).Describes("Lists the tasks of a project, as GET /api/v1/tasks does.")
            .Takes(TaskParameters.OfProject).Answers<PageAnswer<MailTask>>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        projects.MapPost("/{id}/merge", MergeAsync).WithName("mergeProjects")
            .Needs(Permission.MailModify, allConnections: true).Describes("Moves the mail and the tasks of other projects into this one, and deletes the others.")
            .Answers<Project>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound).Idempotent();
        projects.MapPost("/{id}/split", SplitAsync).WithName("splitProject")
            .Needs(Permission.MailModify, allConnections: true).Describes("Moves the threads of messages of a project, with the tasks that are based on them, into a new project.")
            .Answers<Project>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ProblemCodes.TooMany).Idempotent();
    }

    /// <summary>Reports a list of ids that is empty or too long.</summary>
    public static void CheckIds(FieldErrors fields, string field, IReadOnlyList<string>? ids, bool isRequired)
    {
        if (!fields.Has(field) && (ids?.Count > MaxIds || (isRequired && ids is { Count: 0 })))
            fields.Add(field, $"Must contain 1 to {MaxIds} ids.");
    }

    private static async Task<IResult> ListEmailsAsync(string id, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (page, pageSize) = (query.Read(Paging.Page), query.Read(Paging.PageSize));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        return (await cluster.Projects(caller).ListEmailsAsync(id, page, pageSize, context.RequestAborted))
            .Answer(found => new JsonAnswer<PageAnswer<ProjectEmail>>(PageAnswer<ProjectEmail>.From(found)));
    }

    private static async Task<IResult> LinkAsync(string id, JsonBody<ProjectEmailsRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        CheckIds(body.Fields, "email_ids", body.Value.EmailIds, isRequired: true);
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        return (await cluster.Projects(caller).LinkAsync(id, body.Value.EmailIds, cancellationToken)).Answer(project => new JsonAnswer<Project>(project));
    }

    private static async Task<IResult> UnlinkAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "email_id")] string emailId, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Projects(caller).UnlinkAsync(id, emailId, cancellationToken)).Answer(_ => TypedResults.NoContent());

    private static async Task<IResult> ListTasksAsync(string id, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var selection = TaskParameters.Read(query);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        if ((await cluster.Projects(caller).GetAsync(id, context.RequestAborted)).Problem is { } problem)
            return new ProblemAnswer(problem);
        return (await cluster.GetGrain<ITaskGrain>(caller.Key).ListAsync(caller.Sees, selection with { ProjectId = id }, context.RequestAborted))
            .Answer(page => new JsonAnswer<PageAnswer<MailTask>>(PageAnswer<MailTask>.From(page)));
    }

    private static async Task<IResult> MergeAsync(string id, JsonBody<ProjectMergeRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        CheckIds(body.Fields, "project_ids", body.Value.ProjectIds, isRequired: true);
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        return (await cluster.Projects(caller).MergeAsync(id, body.Value.ProjectIds, cancellationToken)).Answer(merged => new JsonAnswer<Project>(merged));
    }

    private static async Task<IResult> SplitAsync(
        string id, JsonBody<ProjectSplitRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        CheckIds(body.Fields, "email_ids", body.Value.EmailIds, isRequired: true);
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        return (await cluster.Projects(caller).SplitAsync(id, operation.Id, body.Value.Name, body.Value.EmailIds, cancellationToken))
            .Answer(created => ProjectEndpoints.Created(context, created));
    }
}
