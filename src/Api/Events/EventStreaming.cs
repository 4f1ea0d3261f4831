using System.Globalization;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Http;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>The log as server-sent events (HTML standard, section 9.2).</summary>
internal static class EventStreaming
{
    public const string ContentType = "text/event-stream";

    private const string LastEventId = "Last-Event-ID";

    public static async Task<IResult> AnswerAsync(
        HttpContext context, Caller caller, IClusterClient cluster, EventPumps pumps, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var query = new QueryReader(context.Request.Query);
        var after = query.ReadLong(EventParameters.LiveAfter);
        var types = query.Read(EventParameters.Types);
        var listener = new Listener(caller, ConnectionParameter.Read(query));
        var resumed = context.Request.Headers[LastEventId].ToString();
        if (resumed.Length > 0 && (!long.TryParse(resumed, NumberStyles.None, CultureInfo.InvariantCulture, out after) || after < 0))
            query.Errors.Add(LastEventId, "Must be the position of an event.");
        if (query.Errors.Any)
            return query.Errors.ToAnswer();

        if (!await cluster.KnowsAsync(caller, listener.ConnectionId, context.RequestAborted))
            return Mailboxes.NotFound;

        var (line, full) = await LiveLine.OpenAsync(cluster, caller.Key, time, context.RequestAborted);
        if (full is not null)
            return new ProblemAnswer(Refusal.From(full.Code, full.Detail));
        await using var place = line!;
        var address = context.Connection.RemoteIpAddress?.ToString();
        await using var pump = await pumps.OpenAsync(place, listener, address, types);
        var last = await cluster.GetGrain<IEventLogGrain>(0).GetLastAsync(listener.Sees.UserId, context.RequestAborted);
        using var ends = new SessionEnd(context, lifetime, time);
        var sink = new ServerSentEventSink(context.Response);
        try
        {
            await sink.OpenAsync(after > last ? last : null, ends.Token);
            if (HeadMiddleware.IsHead(context))
            {
                return Results.Empty;
            }

            await pump.RunAsync(after == EventParameters.Now || after > last ? last : after, sink, ends.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or TimeoutException or AccessEndedException)
        {
            // Shutdown, expiry, access that was taken away, or a client that is gone: it comes back with Last-Event-ID.
        }

        return Results.Empty;
    }
}
