using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Intelligence.Tests.Retrieval;

/// <summary>Generated vectors that lie in clusters, as those of real mail do.</summary>
internal static class VectorSamples
{
    /// <summary>Returns vectors of length 1: clusters of random directions, with members around each.</summary>
    /// <param name="spread">The length of the random part beside that of the cluster.</param>
    public static float[][] Clustered(Random random, int clusters, int perCluster, double spread = 0.9) =>
    [
        .. Enumerable.Range(0, clusters).Select(_ => Direction(random)).SelectMany(center => Enumerable.Range(0, perCluster).Select(_ => Near(random, center, spread))),
    ];

    public static float[] Near(Random random, float[] center, double spread)
    {
        var other = Direction(random);
        float[] vector = [.. center.Select((number, i) => (float)(number + (spread * other[i])))];
        EmbeddingVector.Normalize(vector);
        return vector;
    }

    public static float[] Direction(Random random)
    {
        float[] vector = [.. Enumerable.Range(0, EmbeddingVector.Dimensions).Select(_ => (float)Gaussian(random))];
        EmbeddingVector.Normalize(vector);
        return vector;
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
