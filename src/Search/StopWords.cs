using System.Collections.Frozen;

namespace EmailAgent.Search;

/// <summary>
/// Words that nearly every English text holds. They are neither indexed nor searched for - a quarter of the index would
/// be theirs - but keep their positions, so that phrases with them still match.
/// </summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "fwd", "has", "have", "i", "if", "in", "is", "it", "its", "me", "my", "no", "not",
        "of", "on", "or", "our", "re", "so", "that", "the", "they", "this", "to", "was", "we", "with", "you", "your", "http", "https", "www",
        "s", "t", "ll", "ve", // what an apostrophe leaves: it's, don't, we'll, I've
    }.ToFrozenSet(StringComparer.Ordinal);

    private const int MaxLength = 5;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="word">In the tokenizer's form, before stemming.</param>
    public static bool Contains(ReadOnlySpan<byte> word)
    {
        if (word.Length > MaxLength)
            return false;

        Span<char> text = stackalloc char[MaxLength];
        for (var i = 0; i < word.Length; i++)
            text[i] = (char)word[i];
        return Lookup.Contains(text[..word.Length]);
    }
}
