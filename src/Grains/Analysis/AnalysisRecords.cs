namespace EmailAgent.Grains.Analysis;

/// <summary>The messages that are to be analyzed next, newest first.</summary>
/// <param name="IsSyncing">Indicates whether the initial sync of a mailbox of the user is going on.</param>
internal sealed record NextMessages(IReadOnlyList<Guid> Ids, bool IsSyncing);

/// <summary>A row of <c>message_analysis</c>.</summary>
/// <param name="Versions">The steps that the message has passed, as stored.</param>
/// <param name="HasSteps">Indicates whether steps run for it: not for drafts, and not for a message that is gone.</param>
internal sealed record AnalysisRow(Guid MessageId, string Versions, bool HasSteps)
{
    public StepVersions Passed { get; } = StepVersions.Parse(Versions);
}

/// <summary>The result of analyzing the next messages of a user.</summary>
/// <param name="IsMoreLeft">Indicates whether there may be more.</param>
/// <param name="HasEvents">Indicates whether events were appended.</param>
/// <param name="IsSyncing">As of <see cref="NextMessages"/>.</param>
internal sealed record AnalysisTurn(bool IsMoreLeft, bool HasEvents, bool IsSyncing);
