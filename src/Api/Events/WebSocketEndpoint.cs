using EmailAgent.Api.Connections;
using EmailAgent.Api.Http;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using Microsoft.AspNetCore.Authentication;

namespace EmailAgent.Api.Events;

/// <summary>The log over a WebSocket.</summary>
internal static class WebSocketEndpoint
{
    public const string Description = """
        The event log live, over a WebSocket (RFC 6455, JSON text frames). Authenticate by Authorization header, by the query parameter access_token, or by a first frame {"type":"auth","access_token":"..."} within 10 seconds. An API key can stand in the header or in the frame, not in the address.
        A browser's handshake is refused when it comes from a page of another origin than this host's and those in Cors:Origins.
        The server says {"type":"ready","after":n} and then sends each event after position n as its envelope {"seq","type","timestamp","data"}, in order, none left out or repeated. Where to begin: ?after=n, or a frame {"type":"resume","after":n}, which the server confirms by {"type":"resumed","after":n} before the events that follow n; otherwise with new events.
        Every 30 seconds the server sends {"type":"heartbeat","after":n}; {"type":"ping"} is answered by {"type":"pong"}; what cannot be understood by {"type":"error","code","detail"}.
        Close codes: 1001 the server stops, 1002 a frame breaks the protocol, 1007 text that is not UTF-8 or not JSON, 1008 too many frames, 1009 frame too large, 4401 not authenticated, the access token expired, or the session ended (a further auth frame before that keeps the socket open), 4404 the mailbox of connection_id is not there, 4409 the user has as many live lines open as possible.
        With connection_id, the events are those of that mailbox only. Those of a shared one have the positions of its owner's log, between which others are left out; the socket ends when the mailbox is shared no more.
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
        var (caller, refusal) = authentication.Succeeded ? await access.AdmitAsync(authentication.Principal, context.RequestAborted) : default;
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
