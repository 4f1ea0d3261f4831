namespace EmailAgent.Intelligence.Categories;

/// <summary>The decision about a message's category: rules of its headers first, then a linear model of its words.</summary>
internal static class CategoryClassifier
{
    /// <summary>The version of rules and model; results of other versions are out of date.</summary>
    public const int Version = 1;

    /// <summary>Returns the category of a message.</summary>
    /// <param name="isKnownCorrespondent">Whether the owner has written to the sender before.</param>
    public static CategoryResult Classify(AnalyzedMessage message, bool isKnownCorrespondent) => throw new NotImplementedException();
}
