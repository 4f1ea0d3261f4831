namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Reciprocal rank fusion: makes one ranking of several whose scores cannot be compared.</summary>
internal static class RankFusion
{
    // Decides by how much the first places outweigh the next ones. Measured on mail of public lists: 60, the usual value, finds less.
    private const double Damping = 10;

    /// <summary>Fuses rankings, each best first. Equal scores keep the order of the first ranking that has them.</summary>
    /// <returns>Each message once, best first.</returns>
    public static IReadOnlyList<RankedMessage> Fuse(params ReadOnlySpan<IReadOnlyList<RankedMessage>> rankings)
    {
        var fused = new Dictionary<Guid, RankedMessage>();
        foreach (var ranking in rankings)
        {
            for (var rank = 0; rank < ranking.Count; rank++)
            {
                var message = ranking[rank];
                var score = 1 / (Damping + rank + 1);
                fused[message.MessageId] = message with { Score = fused.TryGetValue(message.MessageId, out var known) ? known.Score + score : score };
            }
        }

        return [.. fused.Values.OrderByDescending(message => message.Score)];
    }
}
