using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Dates;

/// <summary>Cuts a text into the tokens of the grammar, and counts the words that show its language.</summary>
internal sealed class DateTokenizer(string text)
{
    private const int LongestWord = 24;
    private const int MostDigits = 6;
    private const int CountedWords = 300;

    private readonly List<DateToken> _tokens = [];
    private readonly int[] _languages = new int[5];
    private int _counted;

    /// <summary>Returns the tokens, phrases joined.</summary>
    public List<DateToken> Read()
    {
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            at = EndOf(at);
            if (!TryJoin(start, ref at))
                _tokens.Add(TokenOf(start, at));
        }

        return _tokens;
    }

    /// <summary>Returns the language that most words show; null if none does.</summary>
    public DateLanguage? Language()
    {
        var most = _languages.Max();
        return most == 0 ? null : (DateLanguage)Array.IndexOf(_languages, most);
    }

    private int EndOf(int at)
    {
        var start = at;
        if (char.IsAsciiDigit(text[at]))
        {
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            return at;
        }

        while (at < text.Length && IsLetter(text[at]))
            at++;
        return at == start ? at + 1 : at;
    }

    private DateToken TokenOf(int start, int end)
    {
        var isApart = start == 0 || char.IsWhiteSpace(text[start - 1]);
        if (char.IsAsciiDigit(text[start]))
        {
            var number = end - start <= MostDigits ? int.Parse(text.AsSpan(start, end - start), System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue;
            return new DateToken(start, end, number, '\0', isApart, []);
        }

        if (!IsLetter(text[start]))
            return new DateToken(start, end, -1, text[start] is '\u2013' or '\u2014' or '\u2212' or '\u2011' ? '-' : text[start], isApart, []);
        Span<char> word = stackalloc char[LongestWord];
        var length = Fold(start, end, word);
        Count(word[..length]);
        return new DateToken(start, end, -1, '\0', isApart, DateVocabulary.Find(word[..length]));
    }

    private void Count(ReadOnlySpan<char> word)
    {
        if (_counted++ > CountedWords)
            return;
        foreach (var language in DateVocabulary.LanguagesOf(word))
            _languages[(int)language]++;
    }

    // Tries the longest phrase first.
    private bool TryJoin(int start, ref int end)
    {
        if (!IsLetter(text[start]) && text[start] != ':')
            return false;
        Span<char> first = stackalloc char[LongestWord];
        var most = DateVocabulary.PhraseLength(first[..Fold(start, end, first)]);
        if (most == 1)
            return false;
        Span<char> phrase = stackalloc char[LongestWord * DateVocabulary.MostWords];
        Span<int> ends = stackalloc int[DateVocabulary.MostWords];
        Span<int> lengths = stackalloc int[DateVocabulary.MostWords];
        var count = 0;
        var length = 0;
        for (var at = start; at < text.Length && count < Math.Min(most, DateVocabulary.MostWords); count++)
        {
            var next = EndOf(at);
            if (count > 0)
                phrase[length++] = ' ';
            length += Fold(at, next, phrase.Slice(length, Math.Min(LongestWord - 1, phrase.Length - length)));
            (ends[count], lengths[count]) = (next, length);
            at = next;
            while (at < text.Length && at < next + 3 && char.IsWhiteSpace(text[at]))
                at++;
        }

        for (; count > 1; count--)
        {
            var meanings = DateVocabulary.Find(phrase[..lengths[count - 1]]);
            if (meanings.Count == 0)
                continue;
            CountWords(phrase[..lengths[count - 1]]);
            end = ends[count - 1];
            _tokens.Add(new DateToken(start, end, -1, '\0', start == 0 || char.IsWhiteSpace(text[start - 1]), meanings));
            return true;
        }

        return false;
    }

    private void CountWords(ReadOnlySpan<char> phrase)
    {
        foreach (var range in phrase.Split(' '))
            Count(phrase[range]);
    }

    private int Fold(int start, int end, Span<char> folded)
    {
        var length = 0;
        for (var i = start; i < end && length < folded.Length; i++)
        {
            if (text[i] is < '\u0300' or > '\u036F')
                folded[length++] = text[i] is '\u2019' ? '\'' : text[i] is '\u2013' or '\u2011' ? '-' : LetterFolding.Fold(text[i]);
        }

        return length;
    }

    private static bool IsLetter(char letter) => char.IsLetter(letter) || letter is (>= '\u0300' and <= '\u036F') or 'º' or 'ª';
}
