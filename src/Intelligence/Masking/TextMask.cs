namespace EmailAgent.Intelligence.Masking;

/// <summary>Masks secrets in text before it leaves the machine.</summary>
internal static class TextMask
{
    /// <summary>Returns the text with each secret replaced by its kind in brackets, such as <c>[password]</c>.</summary>
    public static string Apply(string text) => text;

    /// <summary>Returns the secrets in their order. None overlaps another.</summary>
    public static IReadOnlyList<FoundSecret> Find(string text) => [];
}
