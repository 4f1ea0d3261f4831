namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A model that turns texts into vectors, so that texts of similar meaning lie close to each other.</summary>
internal interface IMessageEmbedder
{
    /// <summary>Gets the name of the model with its version, such as <c>lexical-1</c>. Stored beside vectors; those of different models cannot be compared.</summary>
    string Model { get; }

    /// <summary>Gets the similarity, from 0 to 1, below which two texts have nothing in common.</summary>
    float LeastSimilarity { get; }

    /// <summary>
    /// Returns a vector of <see cref="EmbeddingVector.Dimensions"/> numbers and of length 1 for each text, in their order; zeros for a text without words.
    /// Only the beginning of a long text counts. Uses the calling thread alone, and can be called by several threads at once.
    /// </summary>
    IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
