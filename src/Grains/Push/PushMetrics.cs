using System.Diagnostics.Metrics;

namespace EmailAgent.Grains.Push;

/// <summary>The metrics of pushes: the meter <c>EmailAgent.Push</c>.</summary>
internal static class PushMetrics
{
    private static readonly Meter Meter = new("EmailAgent.Push");
    private static readonly Counter<long> Received = Meter.CreateCounter<long>("push.received", description: "Pushes that came in, by provider and what became of them.");
    private static readonly Counter<long> Watches = Meter.CreateCounter<long>("push.watches", description: "Times that a provider was asked to push, by provider and result.");

    private static readonly Counter<long> Silences = Meter.CreateCounter<long>("push.silences", description: "Number of times that changes of a mailbox came without the push that should have announced them.");

    public static void ReportSilence() => Silences.Add(1);

    public static void ReportReceived(string provider, string result) => Received.Add(1, new("provider", provider), new("result", result));

    public static void ReportWatch(string provider, bool succeeded) => Watches.Add(1, new("provider", provider), new("result", succeeded ? "ok" : "failed"));
}
