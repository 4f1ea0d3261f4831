using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
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
    public static readonly ApiTag Tag = new("Events", "The log of all changes in the mailboxes, as a list and as a stream. The section `webhooks` describes each type.", 70);

    private const string OfOneMailbox =
        "With connection_id, it contains only the events of that mailbox; those of a shared one have the positions of its owner's log, with gaps for other events.";

    public static void MapEventEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", ListAsync).WithName("listEvents").WithTags(Tag)
            .Needs(Permission.EventsRead).Describes($"Lists the caller's event log, oldest first. Each event has a position. Positions grow; events that the caller does not see or has not requested leave gaps. {OfOneMailbox}")
            .Takes(EventParameters.After, EventParameters.Types, EventParameters.Limit, ConnectionParameter.Only)
            .Answers<EventPageAnswer>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        api.MapGet("/events/stream", EventStreaming.AnswerAsync).WithName("streamEvents").WithTags(Tag).WithMetadata(new DisableRequestTimeoutAttribute()).WithMetadata(new QueryTokenMetadata())
            .Needs(Permission.EventsRead).Describes("Streams the event log as server-sent events: id is the position, event the type, data the envelope. Resumes after Last-Event-ID. Sends a comment every 30 seconds as a heartbeat. Ends when the access token expires, and at once when the caller loses access. " + OfOneMailbox)
            .Takes(EventParameters.LiveAfter, EventParameters.Types, ConnectionParameter.Only, EventParameters.AccessToken)
            .Answers<string>(200, EventStreaming.ContentType).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ProblemCodes.TooMany);
        api.MapGet("/ws", WebSocketEndpoint.AnswerAsync).WithName("openWebSocket").WithTags(Tag).WithMetadata(new DisableRequestTimeoutAttribute()).WithMetadata(new QueryTokenMetadata()).AllowAnonymous().CountsAs(RateClass.Read)
            .Describes(WebSocketEndpoint.Description)
            .Takes(EventParameters.LiveAfter, EventParameters.Types, ConnectionParameter.Only, EventParameters.AccessToken)
            .Answers(101).Refuses(ProblemCodes.Invalid, Problems.ApiProblemCodes.Unauthenticated, Problems.ApiProblemCodes.CrossSite);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var after = query.ReadLong(EventParameters.After);
        var types = query.Read(EventParameters.Types);
        var limit = query.Read(EventParameters.Limit);
        var listener = new Listener(caller, ConnectionParameter.Read(query));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        if (!await cluster.KnowsAsync(caller, listener.ConnectionId, context.RequestAborted))
            return Mailboxes.NotFound;
        var log = cluster.GetGrain<IEventLogGrain>(0);
        var page = await log.ReadAsync(listener.Sees, after, types, limit, context.RequestAborted);
        var end = page.Items.Count == 0 && after > 0 ? await log.GetLastAsync(listener.Sees.UserId, context.RequestAborted) : page.NextAfter;
        return new JsonAnswer<EventPageAnswer>(new EventPageAnswer([.. page.Items.Select(EventAnswer.From)], after > end ? end : page.NextAfter, Rewound: after > end));
    }
}
