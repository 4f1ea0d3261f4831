namespace EmailAgent.Grains.Slack;

/// <summary>The states of posts to Slack.</summary>
public static class SlackStates
{
    /// <summary>The last post was accepted, or none was made yet.</summary>
    public const string Working = "working";

    /// <summary>The last attempt failed; it is made again.</summary>
    public const string Failing = "failing";

    /// <summary>Slack refused the address for good, such as that of a channel that was archived. Configure it again.</summary>
    public const string Refused = "refused";
}
