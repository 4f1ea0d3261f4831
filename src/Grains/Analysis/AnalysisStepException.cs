using System.Data.Common;

namespace EmailAgent.Grains.Analysis;

/// <summary>The failure of a step, or of reading or storing what it needs.</summary>
/// <param name="step">The name of the step; <see cref="Reading"/> or <see cref="Storing"/>.</param>
internal sealed class AnalysisStepException(string step, Exception inner) : Exception($"The step {step} failed.", inner)
{
    public const string Reading = "read";
    public const string Storing = "store";

    public string Step { get; } = step;

    /// <summary>Gets the type of the error, without its text, which could contain mail.</summary>
    public string Reason => InnerException is DbException { SqlState: { } state } ? $"{TypeName} {state}" : TypeName;

    private string TypeName => InnerException!.GetType().Name;
}
