using EmailAgent.Api.Access;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.RateLimits;
using Microsoft.AspNetCore.Http.Timeouts;

namespace EmailAgent.Api.Events;

internal static class EventEndpoints
{
    public static void MapEventEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", ListAsync).WithTags("Events")
            .Needs(Permission.EventsRead).Describes("The caller's event log, oldest first. Each event has a position; the log has no gaps.")
            .Takes(EventParameters.After, EventParameters.Types, EventParameters.Limit)
            .Answers<EventPageAnswer>(200).Refuses(ProblemCodes.Invalid);
        api.MapGet("/events/stream", EventStreaming.AnswerAsync).WithTags("Events").WithMetadata(new DisableRequestTimeoutAttribute()).WithMetadata(new QueryTokenMetadata())
            .Needs(Permission.EventsRead).Describes("The event log live, as server-sent events: id is the position, event the type, data the envelope. Resumes after Last-Event-ID. A comment every 30 seconds shows that the line is alive. Ends when the access token expires, and at once when whoever is calling may not listen any more.")
            .Takes(EventParameters.LiveAfter, EventParameters.Types)
            .Answers<string>(200, EventStreaming.ContentType).Refuses(ProblemCodes.Invalid);
        api.MapGet("/ws", WebSocketEndpoint.AnswerAsync).WithTags("Events").WithMetadata(new DisableRequestTimeoutAttribute()).WithMetadata(new QueryTokenMetadata()).AllowAnonymous().CountsAs(RateClass.Read)
            .Describes(WebSocketEndpoint.Description)
            .Takes(EventParameters.LiveAfter, EventParameters.Types)
            .Answers(101).Refuses(ProblemCodes.Invalid, Problems.ApiProblemCodes.Unauthenticated);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var after = query.ReadLong(EventParameters.After);
        var types = query.Read(EventParameters.Types);
        var limit = query.Read(EventParameters.Limit);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var page = await cluster.GetGrain<IEventLogGrain>(0).ReadAsync(caller.Sees, after, types, limit, context.RequestAborted);
        return new JsonAnswer<EventPageAnswer>(new EventPageAnswer([.. page.Items.Select(EventAnswer.From)], page.NextAfter));
    }
}
