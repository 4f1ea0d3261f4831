namespace EmailAgent.Intelligence.Retrieval;

/// <summary>Signs that a passage states a kind of fact.</summary>
internal static class FactSigns
{
    private static readonly HashSet<string> Days = new(
        """
        monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi
        samedi dimanche lunes martes miercoles jueves viernes sabado domingo mandag tisdag onsdag torsdag fredag lordag sondag today tomorrow heute morgen
        demain manana idag imorgon noon midnight
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public static bool Include(AnswerKind kind, ReadOnlySpan<char> text) => kind switch
    {
        AnswerKind.Amount => text.ContainsAnyInRange('0', '9'),
        AnswerKind.Time => NamesTime(text),
        AnswerKind.Person => text.Contains('@') || NamesPerson(text),
        _ => false,
    };

    private static bool NamesTime(ReadOnlySpan<char> text)
    {
        foreach (var range in text.SplitAny(" \t\r\n,;()"))
        {
            var word = text[range].TrimEnd(".!?:");
            if (IsClockOrDate(word))
                return true;
            var folded = PlainLetters.Fold(word);
            if (Days.Contains(folded) || (folded.Length > 3 && MonthNames.Find(folded) is not null))
                return true;
        }

        return false;
    }

    // 10:30, 3pm, 24.12., 2026-03-31, 3/14.
    private static bool IsClockOrDate(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || !char.IsAsciiDigit(word[0]))
            return false;
        var rest = word[word.IndexOfAnyExceptInRange('0', '9') is var first && first < 0 ? word.Length.. : first..];
        if (rest.IsEmpty)
            return false;
        return rest.Equals("pm", StringComparison.OrdinalIgnoreCase) || rest.Equals("am", StringComparison.OrdinalIgnoreCase)
            || (rest.Length > 1 && rest[0] is ':' or '.' or '/' or '-' && char.IsAsciiDigit(rest[^1]));
    }

    // A capital within the passage; the first word has one anyway.
    private static bool NamesPerson(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsUpper(text[i]) && char.IsWhiteSpace(text[i - 1]) && i + 1 < text.Length && char.IsLower(text[i + 1]))
                return true;
        }

        return false;
    }
}
