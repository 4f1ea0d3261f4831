namespace EmailAgent.Grains.Webhooks;

/// <summary>The parts of a message that deliveries about it can contain.</summary>
public static class WebhookIncludes
{
    /// <summary>Subject, sender, recipients, date and the ids of the header.</summary>
    public const string Headers = "headers";

    /// <summary>The text of the body, up to a limit.</summary>
    public const string Text = "text";
}
