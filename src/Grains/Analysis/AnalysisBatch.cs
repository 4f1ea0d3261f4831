using EmailAgent.Intelligence;

namespace EmailAgent.Grains.Analysis;

/// <summary>Messages of one user that are analyzed in one transaction.</summary>
/// <param name="Messages">Newest first; at least one.</param>
/// <param name="Owner">The user's own addresses.</param>
internal sealed record AnalysisBatch(Guid UserId, IReadOnlyList<AnalyzedMessage> Messages, OwnerAddresses Owner)
{
    /// <summary>
    /// Indicates whether the messages are older than the connection of their mailbox, or were analyzed before. The events of such a batch are not
    /// appended, as those of an initial sync are not, so that programs are not flooded with old mail.
    /// </summary>
    public bool IsBacklog { get; init; }
}
