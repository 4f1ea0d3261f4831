using EmailAgent.Intelligence.Priority;

namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>A model for each member that learns from its answers when they come, and from the lack of one after a while.</summary>
internal sealed class OnlineReplay(PriorityModel start)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(14);

    /// <summary>Returns the score of each example at the time when it arrived.</summary>
    public Dictionary<ReplayExample, double> Run(IEnumerable<ReplayExample> examples)
    {
        var scores = new Dictionary<ReplayExample, double>(ReferenceEqualityComparer.Instance);
        foreach (var member in examples.GroupBy(example => example.Member))
        {
            var model = start;
            var waiting = new PriorityQueue<ReplayExample, DateTimeOffset>();
            foreach (var example in member.OrderBy(example => example.At))
            {
                while (waiting.TryPeek(out var known, out var at) && at <= example.At)
                {
                    waiting.Dequeue();
                    model = model.Learn(known.Features, known.IsAnswered, weight: 0.2);
                }

                scores[example] = model.Score(example.Features).Value;
                waiting.Enqueue(example, example.AnsweredAt ?? example.At + Patience);
            }
        }

        return scores;
    }
}
