using System.Buffers;
using System.Text;

namespace EmailAgent.Search;

/// <summary>
/// Converts text to the one form in which it is searched, if Unicode has several: letters and combining marks become one character;
/// half-width kana, squared words and similar characters become their compatible ones (NFKC, as far as <see cref="CompositionTable"/>
/// covers it).
/// </summary>
/// <remarks>The framework's own normalization does nothing here, because the product runs without the platform's globalization libraries.</remarks>
internal static class TextComposer
{
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int FirstTail = 0x11A7; // one before the first: a syllable without a tail
    private const int FirstSyllable = 0xAC00;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    private static readonly CompositionTable Table = CompositionTable.Load();
    private static readonly SearchValues<char> Triggers = SearchValues.Create([.. Table.Triggers, .. Jamo()]);

    /// <summary>Returns the composed text; nearly always the text itself.</summary>
    public static string Compose(string text) => text.AsSpan().ContainsAny(Triggers) ? Compose(text, null) : text;

    /// <param name="text">The text.</param>
    /// <param name="origin">Where the characters of the result stand in <paramref name="text"/>.</param>
    public static string Compose(string text, out TextOrigin origin)
    {
        origin = default;
        if (!text.AsSpan().ContainsAny(Triggers))
            return text;
        var starts = new List<int>(text.Length + 1);
        var composed = Compose(text, starts);
        starts.Add(text.Length);
        origin = new TextOrigin(starts);
        return composed;
    }

    private static string Compose(string text, List<int>? starts)
    {
        var composed = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            if (isRune && Table.TryReplace(rune, out var replacement))
            {
                foreach (var c in replacement)
                    Append(composed, c, i, starts);
            }
            else
            {
                foreach (var c in text.AsSpan(i, length))
                    Append(composed, c, i, starts);
            }

            i += length;
        }

        return composed.ToString();
    }

    private static void Append(StringBuilder composed, char c, int start, List<int>? starts)
    {
        if (composed.Length > 0 && Join(composed[^1], c) is var joined && joined != 0)
        {
            composed[^1] = joined;
            return;
        }

        composed.Append(c);
        starts?.Add(start);
    }

    /// <summary>Returns the composition of two characters; 0 if there is none.</summary>
    private static char Join(char first, char second)
    {
        if (second < 0x300)
            return '\0';
        var (lead, vowel, tail) = (first - FirstLead, second - FirstVowel, second - FirstTail);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
            return (char)(FirstSyllable + (((lead * Vowels) + vowel) * Tails));
        var syllable = first - FirstSyllable;
        if (syllable is >= 0 and < Leads * Vowels * Tails && syllable % Tails == 0 && tail is > 0 and < Tails)
            return (char)(first + tail);
        return Table.Pair(first, second);
    }

    private static IEnumerable<char> Jamo() =>
        Enumerable.Range(FirstVowel, Vowels).Concat(Enumerable.Range(FirstTail + 1, Tails - 1)).Select(code => (char)code);
}
