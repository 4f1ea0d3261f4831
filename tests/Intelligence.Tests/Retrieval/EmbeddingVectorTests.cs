using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class EmbeddingVectorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void StoredForm_OfAVector_KeepsSimilarities(int seed)
    {
        var random = new Random(seed);
        var (one, other) = (VectorSamples.Direction(random), VectorSamples.Direction(random));

        var stored = EmbeddingVector.ToBytes(one);

        Assert.Equal(EmbeddingVector.StoredBytes, stored.Length);
        Assert.Equal(EmbeddingVector.Similarity(one, other), EmbeddingVector.Similarity(EmbeddingVector.FromBytes(stored), other), 0.001f);
        Assert.Equal(one.Zip(other, (left, right) => left * right).Sum(), EmbeddingVector.Similarity(one, other), 0.0001f);
        Assert.Equal(1, EmbeddingVector.Similarity(one, one), 0.0001f);
    }

    [Fact]
    public void Zeros_AreNearNothing()
    {
        var zeros = new float[EmbeddingVector.Dimensions];
        EmbeddingVector.Normalize(zeros);

        Assert.Equal(0, EmbeddingVector.Similarity(zeros, VectorSamples.Direction(new Random(1))));
        Assert.Throws<ArgumentException>(() => EmbeddingVector.Similarity(zeros, zeros.AsSpan(1)));
    }
}
