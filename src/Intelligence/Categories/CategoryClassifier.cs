using EmailAgent.Intelligence.Learning;

namespace EmailAgent.Intelligence.Categories;

/// <summary>The decision about a message's category: a linear model of its words and headers, then rules of its headers.</summary>
internal static class CategoryClassifier
{
    /// <summary>The version of rules and model; results of other versions are out of date.</summary>
    public const int Version = 1;

    private const string Resource = "EmailAgent.Intelligence.Categories.categories.model";
    private const int MaxReasons = 3;

    // Shorter ones explain nothing to a reader.
    private const int ShortestWord = 4;

    /// <summary>The model that was trained by <c>IntelligenceBench train categories</c>.</summary>
    private static readonly LinearModel Embedded = LinearModel.ReadEmbedded(Resource, CategoryFeatures.Buckets, MessageCategory.All.Count);

    /// <summary>Returns the category of a message. Takes time linear in the length of its text, of which only the beginning counts.</summary>
    /// <param name="isKnownCorrespondent">Whether the owner has written to the sender before.</param>
    public static CategoryResult Classify(AnalyzedMessage message, bool isKnownCorrespondent) =>
        Classify(Embedded, message, isKnownCorrespondent);

    internal static CategoryResult Classify(LinearModel model, AnalyzedMessage message, bool isKnownCorrespondent)
    {
        var features = CategoryFeatures.Of(message, isKnownCorrespondent);
        var probabilities = Probabilities(model, features);
        var rules = CategoryRules.Apply(message, isKnownCorrespondent, probabilities);
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new(MessageCategory.All[best], Math.Clamp(probabilities[best], 0, 1), Reasons(model, features, best, rules));
    }

    // In the order of MessageCategory.All.
    private static double[] Probabilities(LinearModel model, CategoryFeatures features)
    {
        var sums = new double[MessageCategory.All.Count];
        foreach (var feature in features.All)
            model.Add(feature.Weighted, sums);
        model.Normalize(sums);
        return sums;
    }

    private static List<string> Reasons(LinearModel model, CategoryFeatures features, int category, IReadOnlyList<string> rules)
    {
        var pulls = new List<(double Pull, CategoryFeature Feature)>();
        foreach (var feature in features.All)
        {
            if ((feature.Words is not null || feature.Length >= ShortestWord) && model.Pull(feature.Weighted, category) is > 0 and var pull)
                pulls.Add((pull, feature));
        }

        var found = pulls.OrderByDescending(entry => entry.Pull).Select(entry => entry.Feature.Words ?? Contains(features, entry.Feature));
        List<string> reasons = [.. rules.Concat(found).Distinct(StringComparer.Ordinal).Take(MaxReasons)];
        return reasons.Count > 0 ? reasons : ["It resembles other mail of this kind."];
    }

    private static string Contains(CategoryFeatures features, CategoryFeature feature) => feature.Source switch
    {
        CategoryFeatureSource.Subject => $"The subject contains “{features.WordOf(feature)}”.",
        CategoryFeatureSource.Sender => $"It comes from “{features.WordOf(feature)}”.",
        _ => $"It contains “{features.WordOf(feature)}”.",
    };
}
