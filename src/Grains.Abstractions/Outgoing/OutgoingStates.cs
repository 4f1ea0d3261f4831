namespace EmailAgent.Grains.Outgoing;

/// <summary>The states of an outgoing message.</summary>
public static class OutgoingStates
{
    /// <summary>Being written; not to be sent.</summary>
    public const string Draft = "draft";

    /// <summary>Waits for the time at which it is to be sent.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>Waits for the end of the time for undoing, for its turn, or for the next attempt. Surely not sent.</summary>
    public const string Queued = "queued";

    /// <summary>Being transmitted, or transmitted with an outcome that is still being found out.</summary>
    public const string Sending = "sending";

    /// <summary>Accepted by the server for at least one recipient.</summary>
    public const string Sent = "sent";

    /// <summary>Refused for all recipients, or not accepted in time. Surely not sent.</summary>
    public const string Failed = "failed";

    /// <summary>Transmitted without an answer, and not found afterwards: it may have been sent.</summary>
    public const string Unknown = "unknown";

    /// <summary>Cancelled before it was sent. Surely not sent.</summary>
    public const string Cancelled = "cancelled";
}
