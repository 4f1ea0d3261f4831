namespace EmailAgent.Search;

/// <summary>
/// Reduces English words to their stems by the Porter2 algorithm (the "English" stemmer of the Snowball project), so that
/// "meeting", "meetings" and "meet" find each other.
/// </summary>
internal static class EnglishStemmer
{
    /// <summary>Stems a word in place.</summary>
    /// <param name="word">Lower-case ASCII letters only.</param>
    /// <returns>Length of the stem, which is never longer than the word.</returns>
    public static int Stem(Span<byte> word)
    {
        if (word.Length <= 2)
            return word.Length;
        if (EnglishExceptions.TryStem(word, out var length))
            return length;

        var stem = new EnglishWord(word);
        EnglishSteps.Plural(ref stem);
        if (!EnglishExceptions.IsFinal(stem.Letters))
        {
            EnglishSteps.PastAndGerund(ref stem);
            EnglishSteps.FinalY(ref stem);
            EnglishSteps.DoubleSuffix(ref stem);
            EnglishSteps.SingleSuffix(ref stem);
            EnglishSteps.Residual(ref stem);
            EnglishSteps.FinalEOrL(ref stem);
        }

        stem.Letters.Replace((byte)'Y', (byte)'y');
        return stem.Length;
    }
}
