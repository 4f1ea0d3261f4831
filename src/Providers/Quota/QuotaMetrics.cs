using System.Diagnostics.Metrics;

namespace EmailAgent.Providers.Quota;

/// <summary>The meter <c>EmailAgent.Quota</c>: units used and time waited, by project and priority.</summary>
internal static class QuotaMetrics
{
    private static readonly Meter Meter = new("EmailAgent.Quota");
    private static readonly Counter<long> Units = Meter.CreateCounter<long>("emailagent.quota.units", "{unit}", "Units used.");
    private static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("emailagent.quota.wait", "s", "Time that calls waited for budget.");

    public static void Report(string project, QuotaPriority priority, int units, TimeSpan waited)
    {
        var tags = new KeyValuePair<string, object?>[] { new("project", project), new("priority", priority) };
        Units.Add(units, tags);
        Wait.Record(waited.TotalSeconds, tags);
    }
}
