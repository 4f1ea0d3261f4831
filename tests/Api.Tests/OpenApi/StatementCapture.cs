using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>Hears which statements the product sends to its database, request by request, by their traces.</summary>
internal sealed partial class StatementCapture : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> _heard = new();
    private readonly ActivityListener _listener;

    public StatementCapture()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The statements of one request, in order, without the ids that stand in them.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(HttpRequestMessage request, Func<HttpRequestMessage, Task> send)
    {
        var trace = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        await send(request);
        return _heard.TryGetValue(trace, out var statements) ? [.. statements] : [];
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Activity activity)
    {
        if ((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string statement)
            _heard.GetOrAdd(activity.TraceId, _ => new ConcurrentQueue<string>()).Enqueue(Id().Replace(statement, "id"));
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
