namespace EmailAgent.Grains.Slack;

/// <summary>Posts to Slack; bound from the configuration section <c>Slack</c>.</summary>
internal sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>Hosts of addresses of incoming webhooks. Default: <c>hooks.slack.com</c> and <c>hooks.slack-gov.com</c>.</summary>
    public string[] Hosts { get; set; } = [];

    /// <summary>Interval in which new mail is looked for; what arrives within one is posted together. Default: 10 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);
}
