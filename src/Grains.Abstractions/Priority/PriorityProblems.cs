namespace EmailAgent.Grains.Priority;

/// <summary>Refusals of judgements.</summary>
public static class PriorityProblems
{
    /// <summary>The message has not been analyzed yet, or it is one that the owner sent, which has no priority.</summary>
    [Problem(409, "Not analyzed")]
    public const string NotAnalyzed = "not_analyzed";
}
