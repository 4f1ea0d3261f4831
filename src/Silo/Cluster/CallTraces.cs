using System.Diagnostics;
using Orleans.Diagnostics;

namespace EmailAgent.Silo.Cluster;

/// <summary>
/// Has calls between processes belong to their caller's trace (W3C Trace Context). Orleans carries it in an activity of each call, and
/// there is none unless somebody listens.
/// </summary>
internal static class CallTraces
{
    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = source => source.Name == ActivitySources.ApplicationGrainActivitySourceName,
        Sample = Sample,
    };

    /// <summary>From now on, in this process.</summary>
    public static void Carry() => ActivitySource.AddActivityListener(Listener);

    // What is part of no trace begins none here.
    private static ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options) =>
        options.Parent.TraceId == default ? ActivitySamplingResult.None : ActivitySamplingResult.PropagationData;
}
