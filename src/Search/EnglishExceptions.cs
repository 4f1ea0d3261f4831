namespace EmailAgent.Search;

/// <summary>The words that Porter2 treats on their own.</summary>
internal static class EnglishExceptions
{
    /// <summary>Finds the stem of a word with an irregular stem, or that is its own stem.</summary>
    public static bool TryStem(Span<byte> word, out int length)
    {
        var stem = word switch
        {
            _ when word.SequenceEqual("skis"u8) => "ski"u8,
            _ when word.SequenceEqual("skies"u8) => "sky"u8,
            _ when word.SequenceEqual("dying"u8) => "die"u8,
            _ when word.SequenceEqual("lying"u8) => "lie"u8,
            _ when word.SequenceEqual("tying"u8) => "tie"u8,
            _ when word.SequenceEqual("idly"u8) => "idl"u8,
            _ when word.SequenceEqual("gently"u8) => "gentl"u8,
            _ when word.SequenceEqual("ugly"u8) => "ugli"u8,
            _ when word.SequenceEqual("early"u8) => "earli"u8,
            _ when word.SequenceEqual("only"u8) => "onli"u8,
            _ when word.SequenceEqual("singly"u8) => "singl"u8,
            _ when IsInvariant(word) => word,
            _ => default,
        };
        stem.CopyTo(word);
        length = stem.Length;
        return length > 0;
    }

    /// <summary>Returns whether a word stays unchanged once a plural ending has been removed.</summary>
    public static bool IsFinal(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("inning"u8) || word.SequenceEqual("outing"u8) || word.SequenceEqual("canning"u8) || word.SequenceEqual("herring"u8)
        || word.SequenceEqual("earring"u8) || word.SequenceEqual("proceed"u8) || word.SequenceEqual("exceed"u8) || word.SequenceEqual("succeed"u8);

    private static bool IsInvariant(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("sky"u8) || word.SequenceEqual("news"u8) || word.SequenceEqual("howe"u8) || word.SequenceEqual("atlas"u8)
        || word.SequenceEqual("cosmos"u8) || word.SequenceEqual("bias"u8) || word.SequenceEqual("andes"u8);
}
