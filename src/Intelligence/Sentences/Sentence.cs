namespace EmailAgent.Intelligence.Sentences;

/// <summary>A sentence of the author of a message, by its place in the text.</summary>
/// <param name="Start">Its position in UTF-16 units.</param>
internal readonly record struct Sentence(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>Returns its words.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
}
