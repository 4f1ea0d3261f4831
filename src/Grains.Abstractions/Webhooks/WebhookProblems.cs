namespace EmailAgent.Grains.Webhooks;

/// <summary>Refusals of requests for webhooks.</summary>
public static class WebhookProblems
{
    /// <summary>The address of a webhook has no address in the DNS, or leads to a network that is not allowed.</summary>
    [Problem(422, "Address not allowed")]
    public const string AddressNotAllowed = "webhook_address_not_allowed";

    /// <summary>The webhook is disabled; enable it first.</summary>
    [Problem(409, "Webhook disabled")]
    public const string Disabled = "webhook_disabled";
}
