using EmailAgent.Providers.Webhooks;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The times of attempts: ten within about 75 hours, as Standard Webhooks proposes.</summary>
internal static class WebhookSchedule
{
    private const int Gone = 410;

    /// <summary>Longest wait that an endpoint can request.</summary>
    private static readonly TimeSpan LongestRequested = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>Returns the wait after a failed attempt.</summary>
    /// <param name="failures">Number of failed attempts, from 1.</param>
    /// <param name="requested">The wait that the endpoint requested; null for none.</param>
    /// <param name="jitter">A random number from 0 to 1, which adds up to a tenth.</param>
    /// <returns>Null if there are no further attempts.</returns>
    public static TimeSpan? WaitAfter(int failures, TimeSpan? requested, double jitter)
    {
        if (failures > Waits.Length)
            return null;
        var own = Waits[Math.Max(failures, 1) - 1] * (1 + (jitter / 10));
        return requested is not { } asked || asked <= own ? own : asked < LongestRequested ? asked : LongestRequested;
    }

    /// <summary>Judges the answer to an attempt.</summary>
    public static AttemptResult Judge(WaitingDelivery delivery, WebhookReply reply, TimeSpan duration, DateTimeOffset now, double jitter)
    {
        var error = reply.IsSuccess ? null : reply.Error ?? $"The endpoint answered with status {reply.Status}.";
        var result = new AttemptResult(reply.Status, reply.Head, error, duration, WebhookDeliveryStates.Delivered, now, DisableFor: null);
        if (reply.IsSuccess)
            return result;
        var isEvent = delivery.Kind == WebhookKinds.Event;
        var (pending, failed) = (result with { State = WebhookDeliveryStates.Pending }, result with { State = WebhookDeliveryStates.Failed });
        if (reply.Status == Gone)
            return (isEvent ? pending : failed) with { DisableFor = WebhookReasons.Gone };
        if (delivery.Kind == WebhookKinds.Test)
            return failed;
        var requested = reply.Status is 429 or 502 or 503 or 504 ? reply.RetryAfter : null;
        return WaitAfter(delivery.Failures + 1, requested, jitter) is { } wait ? pending with { DueAt = now + wait }
            : isEvent ? pending with { DisableFor = WebhookReasons.Failing }
            : failed;
    }
}
