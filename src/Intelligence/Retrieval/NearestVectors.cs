namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A stored vector near a question's.</summary>
/// <param name="Similarity">The cosine of the angle between the two, 1 for the same meaning.</param>
internal sealed record NearVector(Guid MessageId, Guid ThreadId, float Similarity);

/// <summary>The second stage of a search for the nearest vectors: the candidates that <see cref="SignBits"/> rank first are compared exactly.</summary>
internal static class NearestVectors
{
    private const int LeastCandidates = 800;
    private const int PerResult = 4;

    /// <summary>Returns the number of candidates with which the result nearly always is that of comparing all vectors.</summary>
    public static int CandidatesFor(int limit) => Math.Max(LeastCandidates, limit * PerResult);

    /// <summary>Ranks candidates by their similarity, nearest first; those below the least similarity are left out.</summary>
    public static IReadOnlyList<NearVector> Rank(
        ReadOnlySpan<float> question, IReadOnlyCollection<(Guid MessageId, Guid ThreadId, byte[] Stored)> candidates, float least, int limit)
    {
        var near = new List<NearVector>(candidates.Count);
        foreach (var (messageId, threadId, stored) in candidates)
        {
            var similarity = EmbeddingVector.Similarity(question, EmbeddingVector.FromBytes(stored));
            if (similarity >= least)
                near.Add(new NearVector(messageId, threadId, similarity));
        }

        return [.. near.OrderByDescending(vector => vector.Similarity).ThenBy(vector => vector.MessageId).Take(limit)];
    }
}
