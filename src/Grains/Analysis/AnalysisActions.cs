namespace EmailAgent.Grains.Analysis;

/// <summary>The audited actions of the analysis.</summary>
internal static class AnalysisActions
{
    /// <summary>A user had mail analyzed once more.</summary>
    public const string Restart = "analysis.restart";
}
