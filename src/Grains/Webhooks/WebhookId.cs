namespace EmailAgent.Grains.Webhooks;

/// <summary>A webhook together with its owner: the key of <see cref="IWebhookEndpointGrain"/>.</summary>
internal readonly record struct WebhookId(Guid UserId, Guid EndpointId)
{
    public override string ToString() => $"{UserId:N}/{EndpointId:N}";

    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static WebhookId Parse(string key) => key.Split('/') is [var user, var endpoint]
        ? new WebhookId(Guid.ParseExact(user, "N"), Guid.ParseExact(endpoint, "N"))
        : throw new FormatException("The key of a webhook is two ids separated by a slash.");
}
