using System.Collections.Immutable;

namespace EmailAgent.Intelligence.Priority;

/// <summary>The numbers of a model, each within bounds around those of the default model.</summary>
internal sealed record PriorityWeights
{
    /// <summary>The most that a weight can move from that of the default model.</summary>
    public const double WeightReach = 3;

    /// <summary>The most that the bias can move, which calibrates the scores to the owner's share of important mail.</summary>
    public const double BiasReach = 5;

    /// <summary>The most that the memory of one sender or topic can move scores, in log-odds.</summary>
    public const double MemoryReach = 3;

    /// <summary>The number of senders and topics that are remembered; those about which least was learned are forgotten.</summary>
    public const int MaxMemories = 2_000;

    // The first judgements move much, since the default model knows nothing of the owner; the rate falls to a tenth of it, and no further, because habits change.
    private const double FirstRate = 0.4;
    private const double LastRate = 0.02;
    private const double HalfLife = 30;
    private const double SenderRate = 0.3;
    private const double TopicRate = 0.02;

    public required double Bias { get; init; }

    /// <summary>The weights in the order of <see cref="PriorityFeatureTable.All"/>.</summary>
    public required ImmutableArray<double> Features { get; init; }

    /// <summary>The lessons about single senders and topics, by <see cref="PriorityFeatures.Sender"/> and <see cref="PriorityFeatures.Topics"/>.</summary>
    public required ImmutableDictionary<ulong, double> Memories { get; init; }

    /// <summary>The number of messages from which was learned.</summary>
    public required long Lessons { get; init; }

    public static PriorityWeights Of(PriorityDefaults defaults) => new()
    {
        Bias = defaults.Bias,
        Features = [.. defaults.Weights],
        Memories = [],
        Lessons = 0,
    };

    /// <summary>Returns the distance of a feature from its usual value; 0 if it is unknown.</summary>
    public static double Distance(PriorityDefaults defaults, PriorityFeatures features, int index) =>
        double.IsNaN(features.Values[index]) ? 0 : features.Values[index] - defaults.Usual[index];

    /// <summary>Returns the weights after a step of gradient descent.</summary>
    /// <param name="error">The judgement less the score, times its importance; -1 to 1.</param>
    public PriorityWeights Moved(PriorityDefaults defaults, PriorityFeatures features, double error)
    {
        var step = error * Math.Max(LastRate, FirstRate / (1 + Lessons / HalfLife));
        var moved = Features.Select((weight, i) =>
            Math.Clamp(weight + step * Distance(defaults, features, i), defaults.Weights[i] - WeightReach, defaults.Weights[i] + WeightReach));
        return new()
        {
            Bias = Math.Clamp(Bias + step, defaults.Bias - BiasReach, defaults.Bias + BiasReach),
            Features = [.. moved],
            Memories = Remember(features, error),
            Lessons = Lessons == long.MaxValue ? Lessons : Lessons + 1,
        };
    }

    private ImmutableDictionary<ulong, double> Remember(PriorityFeatures features, double error)
    {
        var memories = Memories.ToBuilder();
        Move(features.Sender, SenderRate * error);
        foreach (var topic in features.Topics)
            Move(topic, TopicRate * error);
        while (memories.Count > MaxMemories)
            memories.Remove(memories.Where(entry => entry.Key != features.Sender && !features.Topics.Contains(entry.Key)).MinBy(entry => Math.Abs(entry.Value)).Key);
        return memories.ToImmutable();

        void Move(ulong key, double step) => memories[key] = Math.Clamp(memories.GetValueOrDefault(key) + step, -MemoryReach, MemoryReach);
    }
}
