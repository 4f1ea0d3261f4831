using EmailAgent.Intelligence.Learning;

namespace EmailAgent.Intelligence.Requests;

/// <summary>Recognizes requests, questions and commitments in English, German, French, Spanish and Swedish, by a linear model.</summary>
internal static class RequestClassifier
{
    /// <summary>The version of features and model; results of other versions are out of date.</summary>
    public const int Version = 1;

    /// <summary>The number of kinds of sentences.</summary>
    public const int Kinds = 4;

    private const string Resource = "EmailAgent.Intelligence.Requests.requests.model";

    /// <summary>The model that was trained by <c>IntelligenceBench train requests</c>.</summary>
    private static readonly LinearModel Embedded = LinearModel.ReadEmbedded(Resource, RequestFeatures.Buckets, Kinds);

    /// <summary>Returns the purpose of a sentence.</summary>
    public static SentenceVerdict Classify(ReadOnlySpan<char> sentence) => Classify(Embedded, sentence);

    internal static SentenceVerdict Classify(LinearModel model, ReadOnlySpan<char> sentence)
    {
        Span<double> sums = stackalloc double[Kinds];
        sums.Clear();
        foreach (var feature in RequestFeatures.Of(sentence).All)
            model.Add(feature, sums);
        model.Normalize(sums);
        var best = 0;
        for (var i = 1; i < sums.Length; i++)
            best = sums[i] > sums[best] ? i : best;
        return new((SentenceKind)best, sums[best]);
    }
}
