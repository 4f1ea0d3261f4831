using System.Collections.Concurrent;
using System.Text.Json;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;

namespace EmailAgent.EndToEnd.Tests.Webhooks;

/// <summary>An endpoint of a webhook, which keeps what arrives.</summary>
internal sealed class SeriesEndpoint(EndpointKind kind, string path)
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(3);

    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private SignedDelivery? _last;

    public EndpointKind Kind => kind;

    public string Path => path;

    /// <summary>Gets or sets the id of the webhook.</summary>
    public Guid WebhookId { get; set; }

    /// <summary>Gets or sets the secret of the webhook.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Gets what arrived, in its order.</summary>
    public IReadOnlyList<Arrival> Arrivals => [.. _arrivals];

    /// <summary>Gets the last delivery; null before the first.</summary>
    public SignedDelivery? Last => Volatile.Read(ref _last);

    public async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var now = TimeProvider.System.GetUtcNow();
        using var json = JsonDocument.Parse(body);
        _arrivals.Enqueue(new Arrival(json.RootElement.GetProperty("seq").GetInt64(), json.RootElement.GetProperty("timestamp").GetDateTimeOffset(), now));
        var headers = context.Request.Headers;
        Volatile.Write(ref _last, new SignedDelivery(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body));
        if (kind is EndpointKind.Slow or EndpointKind.Hanging)
            await Task.Delay(kind == EndpointKind.Slow ? SlowAnswer : Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (kind == EndpointKind.Failing)
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
