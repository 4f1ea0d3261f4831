using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Shares;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Api.Tasks;

/// <summary>Tasks of the caller. They are made of mail, so the permissions of mail apply.</summary>
internal static class TaskEndpoints
{
    public static readonly ApiTag Tag = new("Tasks", "Tasks, found in mail or made by users, with the sentences that they are based on.", 63);

    public static void MapTaskEndpoints(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags(Tag).DescribesId("a task");
        tasks.MapGet("", ListAsync).WithName("listTasks")
            .Needs(Permission.MailRead).Describes("Lists the caller's tasks, those that are due first unless sort is given.")
            .Takes(TaskParameters.All).Answers<PageAnswer<MailTask>>(200).Refuses(ProblemCodes.Invalid);
        tasks.MapPost("", CreateAsync).WithName("createTask")
            .Needs(Permission.MailModify).Describes("Makes a task. An API key bound to mailboxes must give a quote from their mail.")
            .Answers<MailTask>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.TooMany, TaskProblems.TooDeep, TaskProblems.QuoteNotFound).Idempotent();
        tasks.MapGet("/{id}", GetAsync).WithName("getTask")
            .Needs(Permission.MailRead).Describes("Returns a task.").Answers<MailTask>(200).Refuses(ProblemCodes.NotFound);
        tasks.MapPatch("/{id}", UpdateAsync).WithName("updateTask")
            .Needs(Permission.MailModify).Describes("Changes a task. The analysis no longer changes the fields that are set.")
            .Answers<MailTask>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, TaskProblems.TooDeep).HonorsIfMatch().Idempotent();
        tasks.MapDelete("/{id}", DeleteAsync).WithName("deleteTask")
            .Needs(Permission.MailModify).Describes("Deletes a task and its sub-tasks. The analysis does not find them again.")
            .Answers(204).Refuses(ProblemCodes.NotFound).HonorsIfMatch().Idempotent();
        api.MapPost("/emails/{id}/extract-tasks", ExtractAsync).WithName("extractTasks").WithTags(Tag).DescribesId("a message")
            .Needs(Permission.MailModify).Describes("Finds the tasks in a message of the caller's own mail at once, and returns them in the order of its text. A repetition changes nothing.")
            .Answers<ListAnswer<MailTask>>(200).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow).Idempotent();
        api.MapTaskFeedEndpoints();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var selection = TaskParameters.Read(query);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        return (await cluster.Tasks(caller).ListAsync(caller.Sees, selection, context.RequestAborted))
            .Answer(page => new JsonAnswer<PageAnswer<MailTask>>(PageAnswer<MailTask>.From(page)));
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<MailTaskRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        var due = TaskParameters.ReadDue(fields, request.DueAt);
        if (fields.Any)
            return fields.ToAnswer();
        var task = new TaskFields(
            request.Title, request.Description, request.Status, request.Priority, due, request.Assignee, request.ProjectId, request.ParentTaskId, request.Evidence);
        return (await cluster.Tasks(caller).CreateAsync(caller.Sees, operation.Id, task, cancellationToken)).Answer(created =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{created.Id}";
            return new JsonAnswer<MailTask>(created, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Tasks(caller).GetAsync(caller.Sees, id, cancellationToken)).Answer(found => new JsonAnswer<MailTask>(found) { Tagged = true });

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<MailTaskChangesRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        var due = TaskParameters.ReadDue(fields, request.DueAt);
        if (!fields.Any && request is { Title: null, Description: null, Status: null, Priority: null, DueAt: null, Assignee: null, ProjectId: null, ParentTaskId: null })
            fields.Add("title", "At least one field is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (refused, expected) = await IfMatch.CheckAsync<MailTask>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        var changes = new TaskFields(
            request.Title, request.Description, request.Status, request.Priority, due, request.Assignee, request.ProjectId, request.ParentTaskId);
        return (await cluster.Tasks(caller).UpdateAsync(caller.Sees, id, changes, expected, cancellationToken)).Answer(updated => new JsonAnswer<MailTask>(updated) { Tagged = true });
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (refused, expected) = await IfMatch.CheckAsync<MailTask>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        return (await cluster.Tasks(caller).DeleteAsync(caller.Sees, id, expected, cancellationToken)).Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> ExtractAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (sees, refusal) = await cluster.LookAsOwnerAsync(caller, id, cancellationToken);
        if (sees is null)
            return refusal!;
        return (await cluster.Tasks(caller).ExtractAsync(sees, id, cancellationToken))
            .Answer(found => new JsonAnswer<ListAnswer<MailTask>>(ListAnswer<MailTask>.From(found)));
    }

    private static ITaskGrain Tasks(this IClusterClient cluster, Caller caller) => cluster.GetGrain<ITaskGrain>(caller.Key);
}
