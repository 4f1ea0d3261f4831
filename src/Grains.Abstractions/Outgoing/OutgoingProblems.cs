namespace EmailAgent.Grains.Outgoing;

/// <summary>Codes of refusals of outgoing messages.</summary>
public static class OutgoingProblems
{
    /// <summary>The mailbox has no way out: it can only be read.</summary>
    [Problem(409, "Mailbox cannot send")]
    public const string CannotSend = "mailbox_cannot_send";

    /// <summary>The message is no longer in a state in which this is possible; the detail names the state.</summary>
    [Problem(409, "Too late")]
    public const string TooLate = "outgoing_too_late";

    /// <summary>The user has sent as much as is allowed in 24 hours.</summary>
    [Problem(429, "Sending limit reached")]
    public const string LimitReached = "sending_limit_reached";
}
