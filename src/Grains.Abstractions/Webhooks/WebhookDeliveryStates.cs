namespace EmailAgent.Grains.Webhooks;

/// <summary>The states of a delivery.</summary>
public static class WebhookDeliveryStates
{
    /// <summary>Waits for its turn or for its next attempt.</summary>
    public const string Pending = "pending";

    /// <summary>Accepted by the endpoint.</summary>
    public const string Delivered = "delivered";

    /// <summary>Not accepted; there are no further attempts. Deliveries of the event log never reach this state.</summary>
    public const string Failed = "failed";
}
