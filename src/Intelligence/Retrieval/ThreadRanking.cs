namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Ranks messages again by the other messages of their threads that were found: a thread that matches several times is more likely the one that the user means.</summary>
internal static class ThreadRanking
{
    // Of the score of the other messages of the thread. Small enough that a long thread of weak matches does not outweigh a strong one.
    private const double Share = 0.25;
    private const int MostOthers = 3;

    /// <returns>The same messages, best first; equal scores keep their order.</returns>
    public static IReadOnlyList<RankedMessage> Rerank(IReadOnlyList<RankedMessage> messages)
    {
        var threads = messages.GroupBy(message => message.ThreadId)
            .ToDictionary(thread => thread.Key, thread => thread.OrderByDescending(message => message.Score).Take(MostOthers + 1).ToList());
        return [.. messages.Select(message => message with { Score = message.Score + (Share * OfOthers(threads[message.ThreadId], message)) })
            .OrderByDescending(message => message.Score)];
    }

    private static double OfOthers(List<RankedMessage> thread, RankedMessage message) =>
        thread.Where(other => other.MessageId != message.MessageId).Take(MostOthers).Sum(other => other.Score);
}
