using System.Diagnostics.Metrics;

namespace EmailAgent.Grains.Models;

/// <summary>Measurements of models: the meter <c>EmailAgent.Models</c>.</summary>
internal static class ModelMetrics
{
    private static readonly Meter Meter = new("EmailAgent.Models");
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("models.requests", description: "Requests by purpose and result.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("models.tokens", description: "Tokens of requests and answers by purpose.");

    public static void Report(string purpose, ModelResult result, long tokens)
    {
        Requests.Add(1, new KeyValuePair<string, object?>("purpose", purpose), new KeyValuePair<string, object?>("result", result.ToString()));
        if (tokens > 0)
            Tokens.Add(tokens, new KeyValuePair<string, object?>("purpose", purpose));
    }
}
