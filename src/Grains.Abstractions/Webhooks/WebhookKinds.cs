namespace EmailAgent.Grains.Webhooks;

/// <summary>The occasions of deliveries.</summary>
public static class WebhookKinds
{
    /// <summary>An event of the log, in its order.</summary>
    public const string Event = "event";

    /// <summary>An event that is delivered again on request.</summary>
    public const string Replay = "replay";

    /// <summary>A sample.</summary>
    public const string Test = "test";
}
