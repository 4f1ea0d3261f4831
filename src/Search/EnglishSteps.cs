namespace EmailAgent.Search;

/// <summary>The steps of Porter2, in order. In each only the longest ending that fits is considered.</summary>
internal static class EnglishSteps
{
    public static void Plural(ref EnglishWord word)
    {
        if (word.EndsWith("sses"u8))
            word.Cut(2);
        else if (word.EndsWith("ied"u8) || word.EndsWith("ies"u8))
            word.Cut(word.Length > 4 ? 2 : 1);
        else if (word.EndsWith("us"u8) || word.EndsWith("ss"u8))
            return;
        else if (word.EndsWith("s"u8) && word.HasVowelBefore(word.Length - 2))
            word.Cut(1);
    }

    public static void PastAndGerund(ref EnglishWord word)
    {
        if (word.EndsWith("eedly"u8) || word.EndsWith("eed"u8))
        {
            var ending = word.EndsWith("eed"u8) ? 3 : 5;
            if (word.Length - ending >= word.R1)
                word.Cut(ending - 2);
            return;
        }

        var length = word.EndsWith("ingly"u8) ? 5 : word.EndsWith("edly"u8) ? 4 : word.EndsWith("ing"u8) ? 3 : word.EndsWith("ed"u8) ? 2 : 0;
        if (length == 0 || !word.HasVowelBefore(word.Length - length))
            return;

        word.Cut(length);
        if (word.EndsWith("at"u8) || word.EndsWith("bl"u8) || word.EndsWith("iz"u8))
            word.Append((byte)'e');
        else if (EndsInDouble(word))
            word.Cut(1);
        else if (word.IsShort)
            word.Append((byte)'e');
    }

    public static void FinalY(ref EnglishWord word)
    {
        if (word.Length > 2 && (word[^1] | 0x20) == 'y' && !EnglishWord.IsVowel(word[^2]))
            word.ReplaceEnding(1, "i"u8);
    }

    public static void DoubleSuffix(ref EnglishWord word)
    {
        if (Replace(ref word, "ational"u8, "ate"u8) || Replace(ref word, "fulness"u8, "ful"u8) || Replace(ref word, "iveness"u8, "ive"u8)
            || Replace(ref word, "ization"u8, "ize"u8) || Replace(ref word, "ousness"u8, "ous"u8) || Replace(ref word, "biliti"u8, "ble"u8)
            || Replace(ref word, "lessli"u8, "less"u8) || Replace(ref word, "tional"u8, "tion"u8) || Replace(ref word, "alism"u8, "al"u8)
            || Replace(ref word, "aliti"u8, "al"u8) || Replace(ref word, "ation"u8, "ate"u8) || Replace(ref word, "entli"u8, "ent"u8)
            || Replace(ref word, "fulli"u8, "ful"u8) || Replace(ref word, "iviti"u8, "ive"u8) || Replace(ref word, "ousli"u8, "ous"u8)
            || Replace(ref word, "abli"u8, "able"u8) || Replace(ref word, "alli"u8, "al"u8) || Replace(ref word, "anci"u8, "ance"u8)
            || Replace(ref word, "ator"u8, "ate"u8) || Replace(ref word, "enci"u8, "ence"u8) || Replace(ref word, "izer"u8, "ize"u8)
            || Replace(ref word, "bli"u8, "ble"u8))
        {
            return;
        }

        if (word.EndsWith("ogi"u8))
        {
            if (word.Length - 3 >= word.R1 && word.Length > 3 && word[^4] == 'l')
                word.Cut(1);
        }
        else if (word.EndsWith("li"u8) && word.Length - 2 >= word.R1 && word.Length > 2 && "cdeghkmnrt"u8.Contains(word[^3]))
        {
            word.Cut(2);
        }
    }

    public static void SingleSuffix(ref EnglishWord word)
    {
        if (Replace(ref word, "ational"u8, "ate"u8) || Replace(ref word, "tional"u8, "tion"u8) || Replace(ref word, "alize"u8, "al"u8)
            || Replace(ref word, "icate"u8, "ic"u8) || Replace(ref word, "iciti"u8, "ic"u8))
        {
            return;
        }

        if (word.EndsWith("ative"u8))
        {
            if (word.Length - 5 >= word.R2)
                word.Cut(5);
            return;
        }

        _ = Replace(ref word, "ical"u8, "ic"u8) || Replace(ref word, "ness"u8, default) || Replace(ref word, "ful"u8, default);
    }

    public static void Residual(ref EnglishWord word)
    {
        if (word.EndsWith("ement"u8))
        {
            Drop(ref word, 5);
        }
        else if (word.EndsWith("ance"u8) || word.EndsWith("ence"u8) || word.EndsWith("able"u8) || word.EndsWith("ible"u8) || word.EndsWith("ment"u8))
        {
            Drop(ref word, 4);
        }
        else if (word.EndsWith("ant"u8) || word.EndsWith("ent"u8) || word.EndsWith("ism"u8) || word.EndsWith("ate"u8) || word.EndsWith("iti"u8)
            || word.EndsWith("ous"u8) || word.EndsWith("ive"u8) || word.EndsWith("ize"u8))
        {
            Drop(ref word, 3);
        }
        else if (word.EndsWith("ion"u8))
        {
            if (word.Length > 3 && word[^4] is (byte)'s' or (byte)'t')
                Drop(ref word, 3);
        }
        else if (word.EndsWith("al"u8) || word.EndsWith("er"u8) || word.EndsWith("ic"u8))
        {
            Drop(ref word, 2);
        }
    }

    public static void FinalEOrL(ref EnglishWord word)
    {
        var end = word.Length - 1;
        if (word.EndsWith("e"u8) && (end >= word.R2 || (end >= word.R1 && !word.EndsInShortSyllable(end))))
            word.Cut(1);
        else if (word.EndsWith("ll"u8) && end >= word.R2)
            word.Cut(1);
    }

    // True if the ending fits, whether or not it lies in R1.
    private static bool Replace(ref EnglishWord word, ReadOnlySpan<byte> ending, ReadOnlySpan<byte> replacement)
    {
        if (!word.EndsWith(ending))
            return false;
        if (word.Length - ending.Length >= word.R1)
            word.ReplaceEnding(ending.Length, replacement);
        return true;
    }

    private static void Drop(ref EnglishWord word, int letters)
    {
        if (word.Length - letters >= word.R2)
            word.Cut(letters);
    }

    private static bool EndsInDouble(in EnglishWord word) =>
        word.Length > 1 && word[^1] == word[^2] && "bdfgmnprt"u8.Contains(word[^1]);
}
