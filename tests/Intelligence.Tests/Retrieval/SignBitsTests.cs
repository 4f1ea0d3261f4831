using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class SignBitsTests
{
    private const int Wanted = 50;
    private const string KnownBits = "C618C923C78B2C2C495A7F3A2FCEC8CF9AAED903AFFC8E0A83950FD0E9CDEB2AB7B077F10F8CDF7E3B01551902C998DA";

    [Fact]
    public void Candidates_OfClusteredVectors_HoldTheNearest()
    {
        var random = new Random(20261202);
        var vectors = VectorSamples.Clustered(random, clusters: 50, perCluster: 200);
        var questions = Enumerable.Range(0, 12).Select(_ => VectorSamples.Near(random, vectors[random.Next(vectors.Length)], 0.7)).ToList();

        byte[][] bits = [.. vectors.Select(vector => SignBits.Of(vector))];
        var recall = questions.Average(question => Recall(vectors, bits, question));

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

        byte[][] bits = [.. vectors.Select(vector => SignBits.Of(vector))];
        var recall = questions.Average(question => Recall(vectors, bits, question));

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

    private static double Recall(float[][] vectors, byte[][] bits, float[] question)
    {
        var wanted = SignBits.Of(question);
        var exact = Enumerable.Range(0, vectors.Length).OrderByDescending(i => EmbeddingVector.Similarity(question, vectors[i])).Take(Wanted).ToHashSet();
        var candidates = Enumerable.Range(0, vectors.Length).OrderBy(i => SignBits.Distance(wanted, bits[i])).Take(NearestVectors.CandidatesFor(Wanted))
            .ToDictionary(_ => Guid.NewGuid());
        var found = NearestVectors.Rank(question, [.. candidates.Select(pair => (pair.Key, Guid.Empty, EmbeddingVector.ToBytes(vectors[pair.Value])))], -1, Wanted);
        return found.Count(near => exact.Contains(candidates[near.MessageId])) / (double)Wanted;
    }
}
