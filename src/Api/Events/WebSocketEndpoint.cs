using EmailAgent.Api.Connections;
using EmailAgent.Api.Http;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using Microsoft.AspNetCore.Authentication;

namespace EmailAgent.Api.Events;

/// <summary>The log over a WebSocket.</summary>
internal static class WebSocketEndpoint
{
    public const string Description = """
        Streams the event log over a WebSocket (RFC 6455, JSON text frames). Authenticate by Authorization header, by the query parameter access_token, or by a first frame {"type":"auth","access_token":"..."} within 10 seconds. Send an API key in the header or in the frame, not in the URL.
        A browser's handshake is refused unless its page is from this host's origin or one in Cors:Origins.
        The server sends {"type":"ready","after":n} and then each event after position n as its envelope {"seq","type","timestamp","data"}, in order, with none left out or repeated. Choose the position by ?after=n, or by a frame {"type":"resume","after":n}, which the server confirms by {"type":"resumed","after":n} before the events that follow n; by default, new events.
        Every 30 seconds the server sends {"type":"heartbeat","after":n}; {"type":"ping"} is answered by {"type":"pong"}; a frame that cannot be parsed by {"type":"error","code","detail"}.
        Close codes: 1001 server stopping, 1002 protocol error, 1007 text that is not UTF-8 or not JSON, 1008 too many frames, 1009 frame too large, 4401 not authenticated, access token expired, or session ended (an auth frame with a new token before that keeps the socket open), 4404 the mailbox of connection_id does not exist, 4409 limit of live connections reached.
        With connection_id, only the events of that mailbox are sent. Those of a shared one have the positions of its owner's log, with gaps for other events; the socket closes when the mailbox is no longer shared.
        """;

    public static async Task<IResult> AnswerAsync(
        HttpContext context, IClusterClient cluster, EventPumps pumps, TimeProvider time, EventAccess access, AllowedOrigins origins, IHostApplicationLifetime lifetime)
    {
        if (!origins.AdmitsSocket(context.Request))
            return CrossSiteMiddleware.Refused;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return new ProblemAnswer(new Refusal(ProblemKinds.ForStatus(StatusCodes.Status426UpgradeRequired), "This endpoint takes WebSocket connections."));
        }

        var query = new QueryReader(context.Request.Query);
        var after = query.ReadLong(EventParameters.LiveAfter);
        var types = query.Read(EventParameters.Types);
        var connectionId = ConnectionParameter.Read(query);
        if (query.Errors.Any)
            return query.Errors.ToAnswer();

        var authentication = await context.AuthenticateAsync();
        if (authentication.Failure is not null)
            return TypedResults.Challenge();
        var (caller, refusal) = CallerIdentity.Find(authentication.Principal) is { } authenticated ? await access.AdmitAsync(authenticated, context.RequestAborted) : default;
        if (refusal is not null)
            return new ProblemAnswer(refusal);

        using var end = new SessionEnd(context, lifetime, time);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var line = new WebSocketLine(socket);
        var session = new WebSocketSession(line, cluster, pumps, access, time, end, connectionId, context.Connection.RemoteIpAddress?.ToString());
        await session.RunAsync(caller, after, types);
        return Results.Empty;
    }
}
