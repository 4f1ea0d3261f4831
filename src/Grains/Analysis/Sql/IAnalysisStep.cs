using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Analysis;

/// <summary>
/// A step of the analysis of mail. Every message passes each step at least once, newest messages first, and again after the step's version has grown.
/// Add one with <c>services.AddAnalysisStep&lt;TStep&gt;()</c>; steps run in the order in which they are added.
/// </summary>
internal interface IAnalysisStep
{
    /// <summary>Gets the name, one word in lower case such as <c>tasks</c>. Permanent: rows contain it.</summary>
    string Name { get; }

    /// <summary>Gets the version of what the step finds, from 1. A higher one has all mail analyzed again, at low priority and without events.</summary>
    int Version { get; }

    /// <summary>
    /// Analyzes messages and writes the results, in the transaction that is open on the connection. Must be safe to repeat, and must call no grain.
    /// Must not overwrite what a person changed. If it throws, the messages are analyzed one by one, and those for which it throws again are recorded as
    /// failed. No two batches of a user run at once. Other transactions may remove the messages meanwhile: a violated foreign key does no harm, since what is
    /// gone is not analyzed again.
    /// </summary>
    /// <returns>Events to append; ignored if <see cref="AnalysisBatch.IsBacklog"/>.</returns>
    Task<IReadOnlyList<NewEvent>> AnalyzeAsync(AnalysisBatch batch, NpgsqlConnection connection, CancellationToken cancellationToken);
}
