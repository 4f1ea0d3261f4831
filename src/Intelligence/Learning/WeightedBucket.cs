namespace EmailAgent.Intelligence.Learning;

/// <summary>A feature of an example.</summary>
/// <param name="Bucket">The row of the model.</param>
/// <param name="Value">How strong it is.</param>
internal readonly record struct WeightedBucket(int Bucket, float Value);
