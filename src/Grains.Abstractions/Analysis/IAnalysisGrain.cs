using EmailAgent.Grains.Access;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Analysis;

/// <summary>The analysis of one user's mail; the key is the user id.</summary>
[Alias("analysis")]
public interface IAnalysisGrain : IGrainWithStringKey
{
    /// <summary>Returns the progress of the analysis of the mail that the caller sees.</summary>
    [Alias("status"), AlwaysInterleave, Idempotent]
    Task<AnalysisStatus> GetStatusAsync(Visibility visible, CancellationToken cancellationToken);

    /// <summary>Requests that the mail that the caller sees is analyzed again, at low priority and without events.</summary>
    [Alias("restart")]
    Task<AnalysisStatus> RestartAsync(Visibility visible, CancellationToken cancellationToken);
}
