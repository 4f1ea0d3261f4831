using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class SignBitsTests
{
    private const int Wanted = 50;

    [Fact]
    public void Candidates_OfClusteredVectors_HoldTheNearest()
    {
        var random = new Random(20261202);
        var vectors = VectorSamples.Clustered(random, clusters: 50, perCluster: 200);
        var questions = Enumerable.Range(0, 30).Select(_ => VectorSamples.Near(random, vectors[random.Next(vectors.Length)], 0.7)).ToList();

        var recall = questions.Average(question => Recall(vectors, question));

        Assert.True(recall >= 0.98, $"Recall at {Wanted} is {recall:F4}.");
    }

    [Fact]
    public void Candidates_OfTexts_HoldTheNearestToAFewWords()
    {
        var random = new Random(20261202);
        string[] vocabulary = [.. Enumerable.Range(0, 900).Select(_ => new string([.. Enumerable.Range(0, 3 + random.Next(7)).Select(_ => (char)('a' + random.Next(26)))]))];
        var topics = Enumerable.Range(0, 100).Select(_ => random.GetItems(vocabulary, 12)).ToList();
        string[] texts = [.. topics.SelectMany(topic => Enumerable.Range(0, 40).Select(_ => string.Join(' ', random.GetItems(topic, 8).Concat(random.GetItems(vocabulary, 20)))))];
        var embedder = new LexicalEmbedder();
        float[][] vectors = [.. embedder.Embed(texts, default)];
        var questions = embedder.Embed([.. topics.Take(30).Select(topic => string.Join(' ', topic.Take(3)))], default);

        var recall = questions.Average(question => Recall(vectors, question));

        Assert.True(recall >= 0.95, $"Recall at {Wanted} is {recall:F4}.");
    }

    [Fact]
    public void Bits_OfTheOppositeVector_AllDiffer()
    {
        var vector = VectorSamples.Direction(new Random(1));

        var opposite = SignBits.Of([.. vector.Select(number => -number)]);

        Assert.Equal(EmbeddingVector.Dimensions, SignBits.Distance(SignBits.Of(vector), opposite));
        Assert.Equal(0, SignBits.Distance(opposite, opposite));
    }

    [Fact]
    public void Bits_OfAKnownVector_StayAsTheyAreStored()
    {
        var vector = new float[EmbeddingVector.Dimensions];
        (vector[0], vector[7], vector[200]) = (0.8f, -0.6f, 0.1f);

        Assert.Equal(KnownBits, Convert.ToHexString(SignBits.Of(vector)));
    }

    private const string KnownBits = "TODO";

    private static double Recall(float[][] vectors, float[] question)
    {
        var bits = SignBits.Of(question);
        var exact = Enumerable.Range(0, vectors.Length).OrderByDescending(i => EmbeddingVector.Similarity(question, vectors[i])).Take(Wanted).ToHashSet();
        var candidates = Enumerable.Range(0, vectors.Length).OrderBy(i => SignBits.Distance(bits, SignBits.Of(vectors[i]))).Take(NearestVectors.CandidatesFor(Wanted)).ToList();
        var ids = candidates.ToDictionary(i => i, _ => Guid.CreateVersion7());
        var found = NearestVectors.Rank(question, [.. candidates.Select(i => (ids[i], Guid.Empty, EmbeddingVector.ToBytes(vectors[i])))], -1, Wanted);
        return found.Count(near => exact.Any(i => ids.TryGetValue(i, out var id) && id == near.MessageId)) / (double)Wanted;
    }
}
