namespace EmailAgent.Grains.Analysis;

/// <summary>The states of a message in the analysis.</summary>
internal static class AnalysisStates
{
    /// <summary>New mail that waits to be analyzed.</summary>
    public const string Waiting = "waiting";

    /// <summary>Waits at low priority: mail from before the mailbox was connected, and what is to be analyzed again. Causes no events.</summary>
    public const string Backlog = "backlog";

    public const string Analyzed = "analyzed";

    /// <summary>A step failed. It is analyzed again only with a new version of a step, or at the user's request.</summary>
    public const string Failed = "failed";
}
