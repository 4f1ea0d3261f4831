using EmailAgent.Grains.Access;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Analysis;

/// <summary>The analysis of one user's mail; the key is the user id.</summary>
[Alias("analysis")]
public interface IAnalysisGrain : IGrainWithStringKey
{
    /// <summary>Returns how far the analysis is, of the mail that the caller sees.</summary>
    [Alias("status"), AlwaysInterleave, Idempotent]
    Task<AnalysisStatus> GetStatusAsync(Visibility visible, CancellationToken cancellationToken);

    /// <summary>Has the mail that the caller sees analyzed once more, at low priority and without events.</summary>
    [Alias("restart")]
    Task<AnalysisStatus> RestartAsync(Visibility visible, CancellationToken cancellationToken);
}
