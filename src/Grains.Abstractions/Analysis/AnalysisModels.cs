namespace EmailAgent.Grains.Analysis;

/// <summary>How far the analysis of a user's mail is.</summary>
/// <param name="Analyzed">Number of messages that are analyzed, including those that are to be analyzed again.</param>
/// <param name="Total">Number of messages: the sum of those that are analyzed, waiting and failed.</param>
/// <param name="Waiting">Number of messages that wait to be analyzed for the first time.</param>
/// <param name="Failed">Number of messages that could not be analyzed. They are tried again with a new version, and by POST /analysis/restart.</param>
/// <param name="Repeating">Number of analyzed messages that wait to be analyzed again.</param>
/// <param name="EtaSeconds">Estimate for all that waits; 0 if nothing does, null if there is no estimate yet.</param>
/// <param name="CompleteFrom">All newer mail has been analyzed at least once; null if nothing waits for that.</param>
[GenerateSerializer, Immutable, Alias("analysis-status")]
public sealed record AnalysisStatus(
    [property: Id(0)] long Analyzed,
    [property: Id(1)] long Total,
    [property: Id(2)] long Waiting,
    [property: Id(3)] long Failed,
    [property: Id(4)] long Repeating,
    [property: Id(5)] int? EtaSeconds,
    [property: Id(6)] DateTimeOffset? CompleteFrom);

/// <summary>The analysis of all mail of the installation in numbers.</summary>
/// <param name="Analyzed">Number of messages that are analyzed, including those that are to be analyzed again.</param>
/// <param name="Total">Number of messages of all users.</param>
/// <param name="Waiting">Number of messages that wait to be analyzed for the first time.</param>
/// <param name="Failed">Number of messages that could not be analyzed.</param>
/// <param name="Repeating">Number of analyzed messages that wait to be analyzed again.</param>
/// <param name="Steps">The steps of the analysis, in their order.</param>
/// <param name="Failures">Failures by step and error, the most frequent first; at most 100.</param>
/// <param name="AsOf">When the messages were counted; at most once in ten seconds.</param>
[GenerateSerializer, Immutable, Alias("analysis-stats")]
public sealed record AnalysisStats(
    [property: Id(0)] long Analyzed,
    [property: Id(1)] long Total,
    [property: Id(2)] long Waiting,
    [property: Id(3)] long Failed,
    [property: Id(4)] long Repeating,
    [property: Id(5)] IReadOnlyList<AnalysisStepInfo> Steps,
    [property: Id(6)] IReadOnlyList<AnalysisFailures> Failures,
    [property: Id(7)] DateTimeOffset AsOf);

/// <summary>A step of the analysis.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revision">The version of what it finds. After it has grown, all mail passes the step again.</param>
[GenerateSerializer, Immutable, Alias("analysis-step")]
public sealed record AnalysisStepInfo(
    [property: Id(0)] string Name,
    [property: Id(1)] int Revision);

/// <summary>Messages for which a step failed in the same way.</summary>
/// <param name="Step">The name of the step; <c>read</c> or <c>store</c> if the message could not be read, or the results not be stored.</param>
/// <param name="Error">The type of the error. Its text is in the log only, since it could contain mail.</param>
/// <param name="Messages">Number of messages.</param>
[GenerateSerializer, Immutable, Alias("analysis-failures")]
public sealed record AnalysisFailures(
    [property: Id(0)] string Step,
    [property: Id(1)] string Error,
    [property: Id(2)] long Messages);
