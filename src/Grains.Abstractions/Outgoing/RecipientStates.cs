namespace EmailAgent.Grains.Outgoing;

/// <summary>The states of one recipient of an outgoing message.</summary>
public static class RecipientStates
{
    /// <summary>Not sent yet.</summary>
    public const string Pending = "pending";

    /// <summary>Accepted by the server.</summary>
    public const string Sent = "sent";

    /// <summary>Refused for good, or not accepted in time.</summary>
    public const string Failed = "failed";

    /// <summary>Transmitted without an answer.</summary>
    public const string Unknown = "unknown";
}
