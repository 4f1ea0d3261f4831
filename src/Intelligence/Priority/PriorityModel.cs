namespace EmailAgent.Intelligence.Priority;

/// <summary>A logistic regression over <see cref="PriorityFeatures"/>: the weights of one owner. Immutable.</summary>
internal sealed class PriorityModel
{
    /// <summary>The version of the features; a model of another version is replaced by <see cref="Default"/>.</summary>
    public const int Version = 1;

    private const int ReasonCount = 3;

    private readonly PriorityDefaults _defaults;
    private readonly PriorityWeights _weights;

    internal PriorityModel(PriorityDefaults defaults, PriorityWeights weights)
    {
        _defaults = defaults;
        _weights = weights;
    }

    /// <summary>The model of an owner who has given no feedback yet.</summary>
    public static PriorityModel Default { get; } = new(PriorityDefaults.Embedded, PriorityWeights.Of(PriorityDefaults.Embedded));

    /// <summary>Gets the number of messages from which the model has learned.</summary>
    public long Lessons => _weights.Lessons;

    /// <summary>Returns the priority of a message with its reasons.</summary>
    public PriorityScore Score(PriorityFeatures features)
    {
        var moves = Moves(features);
        var reasons = moves.Index().OrderByDescending(move => Math.Abs(move.Item)).Take(ReasonCount).Select(move => Reason(features, move.Index, move.Item));
        return new(Logistic(_weights.Bias + moves.Sum()), [.. reasons]);
    }

    /// <summary>
    /// Returns a model that has learned from one message: the score of the message, and of those like it, moves towards the judgement. How far weights
    /// can move from those of <see cref="Default"/> is bounded.
    /// </summary>
    /// <param name="isImportant">Whether the owner treated the message as important.</param>
    /// <param name="weight">How much it counts: 1 for an explicit judgement, less for what was only observed; limited to 0 to 1.</param>
    public PriorityModel Learn(PriorityFeatures features, bool isImportant, double weight)
    {
        var error = (isImportant ? 1 : 0) - Logistic(_weights.Bias + Moves(features).Sum());
        var extent = double.IsNaN(weight) ? 0 : Math.Clamp(weight, 0, 1);
        return extent == 0 ? this : new(_defaults, _weights.Moved(_defaults, features, error * extent));
    }

    /// <summary>Returns the model as JSON of bounded size.</summary>
    public string ToJson() => PriorityModelJson.Write(_weights);

    /// <summary>Reads a model. Returns <see cref="Default"/> for what is no model of this version.</summary>
    public static PriorityModel Parse(string json) =>
        PriorityModelJson.Read(json, PriorityDefaults.Embedded) is { } weights ? new(PriorityDefaults.Embedded, weights) : Default;

    // How far each feature, and last what is remembered of the sender and of the topic, moves the score, in log-odds.
    private double[] Moves(PriorityFeatures features)
    {
        var moves = new double[features.Values.Count + 2];
        for (var i = 0; i < features.Values.Count; i++)
            moves[i] = _weights.Features[i] * Distance(features, i);
        moves[^2] = _weights.Memories.GetValueOrDefault(features.Sender);
        moves[^1] = features.Topics.Sum(topic => _weights.Memories.GetValueOrDefault(topic));
        return moves;
    }

    private double Distance(PriorityFeatures features, int index) => PriorityWeights.Distance(_defaults, features, index);

    private PriorityReason Reason(PriorityFeatures features, int index, double move)
    {
        if (index == features.Values.Count)
            return new("sender.memory", move >= 0 ? "You treated mail from this sender as important." : "You treated mail from this sender as not important.", move);
        if (index > features.Values.Count)
            return new("topic.memory", move >= 0 ? "You treated mail about this as important." : "You treated mail about this as not important.", move);
        var feature = PriorityFeatureTable.All[index];
        return new(feature.Code, Distance(features, index) >= 0 ? feature.More : feature.Less, move);
    }

    private static double Logistic(double odds) => 1 / (1 + Math.Exp(-odds));
}
