namespace EmailAgent.Grains.Webhooks;

/// <summary>The reasons for which the product disables a webhook.</summary>
public static class WebhookReasons
{
    /// <summary>The endpoint answered 410: it is to receive nothing more.</summary>
    public const string Gone = "gone";

    /// <summary>The endpoint did not accept a delivery in all attempts of the schedule.</summary>
    public const string Failing = "failing";
}
