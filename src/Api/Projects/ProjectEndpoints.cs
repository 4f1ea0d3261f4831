using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Projects;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Projects;

/// <summary>Projects of the caller. They span all mailboxes, so keys bound to some have no access.</summary>
internal static class ProjectEndpoints
{
    public static readonly ApiTag Tag = new("Projects", "Projects, found in mail or made by users: mail and tasks that belong together.", 64);

    private static readonly ListParameter Status = new("status", "ProjectState", "Only projects in these states.", ProjectStates.All);

    public static void MapProjectEndpoints(this IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/projects").WithTags(Tag).DescribesId("a project");
        projects.MapGet("", ListAsync).WithName("listProjects")
            .Needs(Permission.MailRead, allConnections: true).Describes("Lists the caller's projects with their numbers, the last active first.")
            .Takes(Status, Paging.Page, Paging.PageSize).Answers<PageAnswer<ListedProject>>(200).Refuses(ProblemCodes.Invalid);
        projects.MapPost("", CreateAsync).WithName("createProject")
            .Needs(Permission.MailModify, allConnections: true).Describes("Makes a project, with the threads of messages if they are given.")
            .Answers<Project>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.TooMany).Idempotent();
        projects.MapPost("/detect", DetectAsync).WithName("detectProjects").CountsAs(RateClass.Search)
            .Needs(Permission.MailModify, allConnections: true)
            .Describes("Finds projects in the 2,000 newest threads of the last year. What is in a project stays there, and what was taken out of one is left alone.")
            .Answers<ProjectDetection>(200).Idempotent();
        projects.MapGet("/{id}", GetAsync).WithName("getProject")
            .Needs(Permission.MailRead, allConnections: true).Describes("Returns a project, without numbers: its ETag changes only with its fields.")
            .Answers<Project>(200).Refuses(ProblemCodes.NotFound);
        projects.MapPatch("/{id}", UpdateAsync).WithName("updateProject")
            .Needs(Permission.MailModify, allConnections: true).Describes("Changes a project.")
            .Answers<Project>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound).HonorsIfMatch().Idempotent();
        projects.MapDelete("/{id}", DeleteAsync).WithName("deleteProject")
            .Needs(Permission.MailModify, allConnections: true).Describes("Deletes a project. Its mail and tasks stay; detection does not put the mail together again.")
            .Answers(204).Refuses(ProblemCodes.NotFound).HonorsIfMatch().Idempotent();
        projects.MapGet("/{id}/overview", GetOverviewAsync).WithName("getProjectOverview")
            .Needs(Permission.MailRead, allConnections: true).Describes("Returns a project with its numbers, a summary, the people in its mail, and its last twelve weeks.")
            .Answers<ProjectOverview>(200).Refuses(ProblemCodes.NotFound);
        projects.MapProjectPartEndpoints();
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (statuses, page, pageSize) = (query.Read(Status), query.Read(Paging.Page), query.Read(Paging.PageSize));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var found = await cluster.Projects(caller).ListAsync(statuses, page, pageSize, context.RequestAborted);
        return new JsonAnswer<PageAnswer<ListedProject>>(PageAnswer<ListedProject>.From(found));
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<ProjectRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        var due = ReadDue(fields, request.DueAt);
        ProjectPartEndpoints.CheckIds(fields, "email_ids", request.EmailIds, isRequired: false);
        if (fields.Any)
            return fields.ToAnswer();
        var project = new ProjectFields(request.Name, request.Description, request.Status, due);
        return (await cluster.Projects(caller).CreateAsync(operation.Id, project, request.EmailIds ?? [], cancellationToken)).Answer(created => Created(context, created));
    }

    private static async Task<IResult> DetectAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ProjectDetection>(await cluster.Projects(caller).DetectAsync(cancellationToken));

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Projects(caller).GetAsync(id, cancellationToken)).Answer(found => new JsonAnswer<Project>(found) { Tagged = true });

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<ProjectChangesRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        var due = ReadDue(fields, request.DueAt);
        if (!fields.Any && request is { Name: null, Description: null, Status: null, DueAt: null })
            fields.Add("name", "At least one of name, description, status and due_at is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (refused, expected) = await IfMatch.CheckAsync<Project>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        var changes = new ProjectFields(request.Name, request.Description, request.Status, due);
        return (await cluster.Projects(caller).UpdateAsync(id, changes, expected, cancellationToken)).Answer(updated => new JsonAnswer<Project>(updated) { Tagged = true });
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (refused, expected) = await IfMatch.CheckAsync<Project>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        return (await cluster.Projects(caller).DeleteAsync(id, expected, cancellationToken)).Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> GetOverviewAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Projects(caller).GetOverviewAsync(id, cancellationToken)).Answer(found => new JsonAnswer<ProjectOverview>(found));

    private static ProjectDue? ReadDue(FieldErrors fields, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return text is null ? null : new ProjectDue(null);
        if (Timestamps.TryParse(text, out var at))
            return new ProjectDue(at);
        fields.Add("due_at", "Must be a date such as 2027-01-31, or a timestamp such as 2027-01-31T12:00:00Z.");
        return null;
    }

    /// <summary>Returns a new project with its address.</summary>
    public static IResult Created(HttpContext context, Project created)
    {
        context.Response.Headers.Location = $"/api/v1/projects/{created.Id}";
        return new JsonAnswer<Project>(created, StatusCodes.Status201Created);
    }

    public static IProjectCatalogGrain Projects(this IClusterClient cluster, Caller caller) => cluster.GetGrain<IProjectCatalogGrain>(caller.Key);
}
