namespace EmailAgent.Grains.Webhooks;

/// <summary>The audited actions of webhooks.</summary>
internal static class WebhookActions
{
    public const string Create = "webhook.create";

    /// <summary>A webhook was changed, enabled or disabled by its owner.</summary>
    public const string Change = "webhook.change";

    public const string Delete = "webhook.delete";

    /// <summary>The secret was replaced.</summary>
    public const string Rotate = "webhook.rotate_secret";

    /// <summary>Events are delivered again.</summary>
    public const string Replay = "webhook.replay";

    /// <summary>A sample is delivered.</summary>
    public const string Test = "webhook.test";

    /// <summary>The product disabled a webhook.</summary>
    public const string Disable = "webhook.disable";
}
