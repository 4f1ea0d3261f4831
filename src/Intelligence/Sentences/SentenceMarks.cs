using EmailAgent.Intelligence.Retrieval;

namespace EmailAgent.Intelligence.Sentences;

/// <summary>The marks at which sentences and items of lists begin and end.</summary>
internal static class SentenceMarks
{
    private const int MostLookBack = 12;
    private const int MostMarks = 8;

    private static readonly string[] Abbreviations =
        ["mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "e.g", "i.e", "z.b", "d.h", "u.a", "bzw", "ca", "inkl", "ggf", "evtl", "approx", "inc", "ltd", "co", "tel", "sr", "sra", "srta", "ud", "uds", "p.ex", "ex", "av", "t.ex", "bl.a", "kl", "fig", "str", "jan", "feb", "aug", "sept", "sep", "oct", "okt", "nov", "dec", "dez", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly string[] Greetings =
        ["hi", "hello", "hey", "dear", "good", "hallo", "liebe", "lieber", "sehr", "guten", "moin", "servus", "bonjour", "salut", "cher", "chère", "bonsoir", "hola", "buenos", "buenas", "estimado", "estimada", "querido", "querida", "hej", "hejsan", "tjena", "god", "bästa"];

    /// <summary>Indicates whether a trimmed line is an item of a list.</summary>
    public static bool BeginsItem(ReadOnlySpan<char> line) => ItemLength(line) > 0;

    /// <summary>Returns the length of the mark that begins an item, such as <c>- </c> or <c>2. </c>, with white space around; 0 if there is none.</summary>
    public static int ItemLength(ReadOnlySpan<char> line)
    {
        var at = line.Length - line.TrimStart().Length;
        if (at >= line.Length)
            return 0;
        var mark = at;
        if (line[at] is '-' or '*' or '\u2022' or '\u2013' or '\u25AA' or '\u00B7')
        {
            mark++;
        }
        else
        {
            while (mark < line.Length && mark < at + 2 && char.IsAsciiDigit(line[mark]))
                mark++;
            if (mark == at && mark + 1 < line.Length && char.IsAsciiLetterLower(line[mark]) && line[mark + 1] == ')')
                mark++;
            if (mark == at || mark >= line.Length || line[mark] is not (')' or '.') || IsDay(line[mark..]))
                return 0;
            mark++;
        }

        return mark < line.Length && line[mark] is ' ' or '\t' ? mark + 1 : 0;
    }

    /// <summary>Indicates whether a line begins as letters do.</summary>
    public static bool BeginsGreeting(ReadOnlySpan<char> line)
    {
        foreach (var greeting in Greetings)
        {
            if (line.StartsWith(greeting, StringComparison.OrdinalIgnoreCase) && line.Length > greeting.Length && !char.IsLetter(line[greeting.Length]))
                return true;
        }

        return false;
    }

    /// <summary>Indicates whether a sentence that began at <paramref name="first"/> ends with a character.</summary>
    /// <param name="after">Receives the position after the sentence, with closing marks.</param>
    public static bool Ends(string text, int at, int first, int end, out int after)
    {
        after = at + 1;
        var mark = text[at];
        if (mark is '\u3002' or '\uFF01' or '\uFF1F')
            return true;
        if (mark is not ('.' or '!' or '?' or '\u2026'))
            return false;
        while (after < end && after < at + MostMarks && text[after] is '.' or '!' or '?' or '\u2026' or '"' or '\'' or ')' or '\u201D' or '\u00BB' or '\u2019')
            after++;
        if (after >= end)
            return true;
        if (!char.IsWhiteSpace(text[after]))
            return false;
        var next = after;
        while (next < end && char.IsWhiteSpace(text[next]))
            next++;
        if (mark == '?')
            return true;
        return (next >= end || !char.IsLower(text[next])) && (mark != '.' || !IsAbbreviation(text.AsSpan(first, at - first), text.AsSpan(next, end - next)));
    }

    // A single letter is an initial, and a number before a month a day, as in 3. May.
    private static bool IsAbbreviation(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var recent = before[Math.Max(0, before.Length - MostLookBack)..];
        var word = recent[(recent.LastIndexOfAny(" \t\r\n(") + 1)..];
        if (word.Length == 1 && char.IsLetter(word[0]) && char.IsUpper(word[0]))
            return true;
        if (word.Length is 1 or 2 && !word.ContainsAnyExceptInRange('0', '9'))
            return IsMonth(after) || after is ['-' or '\u2013', ..];
        foreach (var abbreviation in Abbreviations)
        {
            if (word.Equals(abbreviation, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // The rest of a line after the number of a day.
    private static bool IsDay(ReadOnlySpan<char> rest) => rest[0] == '.' && IsMonth(rest[1..].TrimStart());

    private static bool IsMonth(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < 12 && char.IsLetter(text[length]))
            length++;
        return length > 2 && MonthNames.Find(PlainLetters.Fold(text[..length])) is not null;
    }
}
