namespace EmailAgent.Grains.Analysis;

/// <summary>The steps of the analysis, in the order in which they run.</summary>
internal sealed class AnalysisSteps
{
    public AnalysisSteps(IEnumerable<IAnalysisStep> steps)
    {
        All = [.. steps];
        Versions = StepVersions.Of(All);
    }

    public IReadOnlyList<IAnalysisStep> All { get; }

    public StepVersions Versions { get; }
}
