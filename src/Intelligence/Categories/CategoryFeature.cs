using EmailAgent.Intelligence.Learning;

namespace EmailAgent.Intelligence.Categories;

/// <summary>A thing about a message that the model has a weight for.</summary>
/// <param name="Bucket">The row of the model.</param>
/// <param name="Value">How strong it is.</param>
/// <param name="Source">Where it was found.</param>
/// <param name="Start">Its position there.</param>
/// <param name="Length">Its length there; 0 if it is no word.</param>
/// <param name="Words">A sentence for the owner if it is no word; null if it explains nothing.</param>
internal readonly record struct CategoryFeature(int Bucket, float Value, CategoryFeatureSource Source, int Start, int Length, string? Words)
{
    /// <summary>Gets the feature as the model reads it.</summary>
    public WeightedBucket Weighted => new(Bucket, Value);
}
