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
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Api.Tasks;

/// <summary>The calendar feed of tasks, which calendar programs read by a secret link.</summary>
internal static class TaskFeedEndpoints
{
    private const string FeedPath = "/api/v1/tasks/feed.ics";
    private const string CalendarType = "text/calendar";

    private static readonly TextParameter Key = new("key", "The secret of the link.", MaxLength: 200, Required: true);

    public static void MapTaskFeedEndpoints(this IEndpointRouteBuilder api)
    {
        var feed = api.MapGroup("/tasks").WithTags(TaskEndpoints.Tag);
        feed.MapGet("/feed.ics", ReadAsync).WithName("readTaskFeed").AllowAnonymous().CountsAs(RateClass.Open)
            .Describes("Returns the tasks of the user whose link has the key as an iCalendar object: those that are not done, and those that ended in the last 30 days; at most 1,000.")
            .Takes(Key).Answers<Stream>(200, CalendarType).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        feed.MapGet("/feed", GetAsync).WithName("getTaskFeed")
            .Needs(Permission.MailRead, allConnections: true).Describes("Returns when the link to the calendar feed was created and last used.")
            .Answers<TaskFeed>(200).Refuses(ProblemCodes.NotFound);
        feed.MapPost("/feed/rotate", RotateAsync).WithName("rotateTaskFeed")
            .Needs(Permission.MailModify, allConnections: true)
            .Describes("Creates a link with which calendar programs read the caller's tasks. It is shown once, in this answer; the former link stops working at once.")
            .Answers<TaskFeedLink>(200).Idempotent();
        feed.MapDelete("/feed", DeleteAsync).WithName("deleteTaskFeed")
            .Needs(Permission.MailModify, allConnections: true).Describes("Ends the calendar feed. Its link stops working at once.")
            .Answers(204).Refuses(ProblemCodes.NotFound).Idempotent();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var key = query.Read(Key);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        return (await cluster.GetGrain<ITaskCalendarGrain>(0).ReadAsync(key!, context.RequestAborted))
            .Answer(calendar => TypedResults.Text(calendar.Text, CalendarType, System.Text.Encoding.UTF8));
    }

    private static async Task<IResult> GetAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.TaskFeed(caller).GetAsync(cancellationToken)).Answer(feed => new JsonAnswer<TaskFeed>(feed));

    private static async Task<IResult> RotateAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var secret = await cluster.TaskFeed(caller).RotateAsync(cancellationToken);
        return new JsonAnswer<TaskFeedLink>(new TaskFeedLink($"{FeedPath}?key={secret.Key}", secret.CreatedAt));
    }

    private static async Task<IResult> DeleteAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.TaskFeed(caller).DeleteAsync(cancellationToken)).Answer(_ => TypedResults.NoContent());

    private static ITaskFeedGrain TaskFeed(this IClusterClient cluster, Caller caller) => cluster.GetGrain<ITaskFeedGrain>(caller.Key);
}
