using System.Globalization;
using System.Text;
using System.Text.Json;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Events;
using Microsoft.AspNetCore.Http.Features;

namespace EmailAgent.Api.Events;

/// <summary>Writes events in the event stream format; a page of them leaves with one flush.</summary>
internal sealed class ServerSentEventSink(HttpResponse response) : IEventSink
{
    /// <summary>Starts the stream.</summary>
    /// <param name="rewoundTo">The end of the log, when the client requested a later position; it becomes the client's last event id.</param>
    public async Task OpenAsync(long? rewoundTo, CancellationToken cancellationToken)
    {
        response.ContentType = EventStreaming.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        Write("retry: 2000\n\n");
        if (rewoundTo is { } end)
        {
            // Without data, this is no event for the client's handlers, but sets its last event id (HTML standard, section 9.2.6).
            Write(string.Create(CultureInfo.InvariantCulture, $": the log ends at {end}\nid: {end}\n\n"));
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    public async Task SendAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var entry in events)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"id: {entry.Seq}\nevent: {entry.Type}\ndata: "));
            using (var json = new Utf8JsonWriter(response.BodyWriter, ApiJson.WriterOptions))
                JsonSerializer.Serialize(json, EventAnswer.From(entry), ApiJson.TypeInfo<EventAnswer>());
            Write("\n\n");
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    // A client cannot request that on this one-way connection.
    public Task SendResumedAsync(long after, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task SendHeartbeatAsync(long after, CancellationToken cancellationToken)
    {
        Write(": heartbeat\n\n");
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    public Task SendPendingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Write(string text) => Encoding.UTF8.GetBytes(text, response.BodyWriter);
}
