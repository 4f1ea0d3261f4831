using System.Diagnostics.Metrics;
using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Replies;

/// <summary>Measurements of what comes back: the meter <c>EmailAgent.Replies</c>.</summary>
internal static class ReplyMetrics
{
    private static readonly Meter Meter = new("EmailAgent.Replies");
    private static readonly Counter<long> Bounces = Meter.CreateCounter<long>("replies.bounces", description: "Recipients that a message did not reach.");
    private static readonly Counter<long> Replies = Meter.CreateCounter<long>("replies.replies", description: "Replies to outgoing messages, also automatic ones.");

    public static void Report(IReadOnlyList<NewEvent> events)
    {
        var bounces = events.Count(one => one.Type == ReplyEvents.Bounced);
        if (bounces > 0)
            Bounces.Add(bounces);
        var replies = events.Count(one => one.Type == ReplyEvents.Replied);
        if (replies > 0)
            Replies.Add(replies);
    }
}
