namespace EmailAgent.Intelligence.Priority;

/// <summary>A logistic regression over <see cref="PriorityFeatures"/>: the weights of one owner. Immutable.</summary>
internal sealed class PriorityModel
{
    /// <summary>The version of the features; a model of another version is replaced by <see cref="Default"/>.</summary>
    public const int Version = 1;

    /// <summary>The model of an owner who has given no feedback yet.</summary>
    public static PriorityModel Default => throw new NotImplementedException();

    /// <summary>Returns the priority of a message with its reasons.</summary>
    public PriorityScore Score(PriorityFeatures features) => throw new NotImplementedException();

    /// <summary>Returns a model that has learned from one message.</summary>
    /// <param name="isImportant">Whether the owner treated the message as important.</param>
    /// <param name="weight">How much it counts: 1 for an explicit judgement, less for what was only observed; limited to 0 to 1.</param>
    public PriorityModel Learn(PriorityFeatures features, bool isImportant, double weight) => throw new NotImplementedException();

    /// <summary>Returns the model as JSON of bounded size.</summary>
    public string ToJson() => throw new NotImplementedException();

    /// <summary>Reads a model. Returns <see cref="Default"/> for what is no model of this version.</summary>
    public static PriorityModel Parse(string json) => throw new NotImplementedException();
}
