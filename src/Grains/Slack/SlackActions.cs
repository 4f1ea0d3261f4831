namespace EmailAgent.Grains.Slack;

/// <summary>The audited actions of posts to Slack.</summary>
internal static class SlackActions
{
    public const string Configure = "slack.configure";

    public const string Delete = "slack.delete";
}
