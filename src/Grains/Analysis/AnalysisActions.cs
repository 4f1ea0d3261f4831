namespace EmailAgent.Grains.Analysis;

/// <summary>The audited actions of the analysis.</summary>
internal static class AnalysisActions
{
    /// <summary>A user requested that mail is analyzed again.</summary>
    public const string Restart = "analysis.restart";
}
