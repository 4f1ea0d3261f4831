namespace EmailAgent.Grains.Slack;

/// <summary>Refusals of settings for Slack.</summary>
public static class SlackProblems
{
    /// <summary>Slack did not accept the test message.</summary>
    [Problem(422, "Slack refused")]
    public const string Refused = "slack_refused";
}
