namespace EmailAgent.Intelligence.Retrieval;

/// <summary>
/// A model without weights: a vector counts words and their parts, each at a place that its hash gives. Texts with the same words, also in other forms,
/// are near each other; synonyms are not.
/// </summary>
internal sealed class LexicalEmbedder : IMessageEmbedder
{
    private const int MostTerms = 400;
    private const int PartLength = 4;
    private const double PartWeight = 0.35;
    private const ulong FirstHash = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    public string Model => "lexical-1";

    public float LeastSimilarity => 0.12f;

    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new float[texts.Count][];
        for (var i = 0; i < vectors.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors[i] = Embed(texts[i]);
        }

        return vectors;
    }

    private static float[] Embed(string text)
    {
        var vector = new float[EmbeddingVector.Dimensions];
        var counts = TermScanner.Scan(text).Take(MostTerms).Select(term => term.Stem).Where(stem => !CommonWords.Include(stem)).CountBy(stem => stem);
        foreach (var (stem, count) in counts)
        {
            var weight = 1 + Math.Log(count);
            Add(vector, stem, weight);
            for (var start = 0; start + PartLength <= stem.Length && stem.Length > PartLength; start++)
                Add(vector, stem.AsSpan(start, PartLength), weight * PartWeight);
        }

        EmbeddingVector.Normalize(vector);
        return vector;
    }

    private static void Add(float[] vector, ReadOnlySpan<char> feature, double weight)
    {
        var hash = FirstHash ^ (ulong)feature.Length;
        foreach (var letter in feature)
            hash = (hash ^ letter) * HashFactor;
        hash ^= hash >> 29;
        var sign = (hash & 1) == 0 ? 1 : -1;
        vector[(int)((hash >> 1) % EmbeddingVector.Dimensions)] += (float)(sign * weight);
    }
}
