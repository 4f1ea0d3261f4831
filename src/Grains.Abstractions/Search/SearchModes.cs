namespace EmailAgent.Grains.Search;

/// <summary>What a search compares.</summary>
public static class SearchModes
{
    /// <summary>Words.</summary>
    public const string Text = "text";

    /// <summary>The meaning of the words.</summary>
    public const string Semantic = "semantic";

    /// <summary>Both, in one ranking.</summary>
    public const string Hybrid = "hybrid";
}
