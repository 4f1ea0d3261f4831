using System.Text;

namespace EmailAgent.Search;

/// <summary>
/// Converts text to Unicode's normalization form C, in which a letter with marks is one character wherever there is one, and marks have one
/// order. Unlike in <see cref="TextComposer"/>, the text looks the same afterwards.
/// </summary>
/// <remarks>The framework's own normalization does nothing here, because the product runs without the platform's globalization libraries.</remarks>
internal static class CanonicalText
{
    private const char FirstMark = '\u0300';
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int FirstTail = 0x11A7; // one before the first: a syllable without a tail
    private const int FirstSyllable = 0xAC00;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;
    private const int Syllables = Leads * Vowels * Tails;

    private static readonly Lazy<CanonicalTable> Table = new(CanonicalTable.Load);

    /// <summary>Returns the text in normalization form C, with U+FFFD for lone surrogates.</summary>
    public static string Compose(string text)
    {
        // Every character before the first mark is in this form by itself, and nothing joins two of them.
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstMark - 1)))
            return text;
        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, codes);
        Order(codes);
        var composed = Join(codes);
        var result = new StringBuilder(composed.Count);
        foreach (var code in composed)
            result.Append(new Rune(code).ToString());
        return result.ToString();
    }

    private static void Decompose(int code, List<int> codes)
    {
        var syllable = code - FirstSyllable;
        if (syllable is >= 0 and < Syllables)
        {
            codes.Add(FirstLead + (syllable / (Vowels * Tails)));
            codes.Add(FirstVowel + (syllable % (Vowels * Tails) / Tails));
            if (syllable % Tails > 0)
                codes.Add(FirstTail + (syllable % Tails));
        }
        else if (Table.Value.TryDecompose(code, out var first, out var second))
        {
            Decompose(first, codes);
            if (second != 0)
                codes.Add(second);
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Sorts each run of marks by class; marks of one class keep their order.</summary>
    private static void Order(List<int> codes)
    {
        for (var i = 1; i < codes.Count; i++)
        {
            var markClass = Table.Value.ClassOf(codes[i]);
            for (var j = i; markClass > 0 && j > 0 && Table.Value.ClassOf(codes[j - 1]) > markClass; j--)
                (codes[j], codes[j - 1]) = (codes[j - 1], codes[j]);
        }
    }

    private static List<int> Join(List<int> codes)
    {
        var composed = new List<int>(codes.Count);
        var (start, lastClass) = (-1, 0);
        foreach (var code in codes)
        {
            var markClass = Table.Value.ClassOf(code);
            var isNext = start >= 0 && (start == composed.Count - 1 || lastClass < markClass);
            if (isNext && Join(composed[start], code) is > 0 and var joined)
            {
                composed[start] = joined;
                continue;
            }

            if (markClass == 0)
                start = composed.Count;
            lastClass = markClass;
            composed.Add(code);
        }

        return composed;
    }

    /// <summary>Returns the composition of two characters; 0 if there is none.</summary>
    private static int Join(int first, int second)
    {
        var (lead, vowel, tail) = (first - FirstLead, second - FirstVowel, second - FirstTail);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
            return FirstSyllable + (((lead * Vowels) + vowel) * Tails);
        var syllable = first - FirstSyllable;
        return syllable is >= 0 and < Syllables && syllable % Tails == 0 && tail is > 0 and < Tails ? first + tail : Table.Value.Pair(first, second);
    }
}
