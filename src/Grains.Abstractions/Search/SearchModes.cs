namespace EmailAgent.Grains.Search;

/// <summary>Modes of searches: the things that they compare.</summary>
public static class SearchModes
{
    /// <summary>Words.</summary>
    public const string Text = "text";

    /// <summary>The meaning of the words.</summary>
    public const string Semantic = "semantic";

    /// <summary>Both, in one ranking.</summary>
    public const string Hybrid = "hybrid";
}
