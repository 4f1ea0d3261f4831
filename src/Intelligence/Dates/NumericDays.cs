namespace EmailAgent.Intelligence.Dates;

/// <summary>Days in digits: 2026-03-31, 31.3.2026, 3/31/26, 31.3. and 31/3.</summary>
internal static class NumericDays
{
    public static DayReading? At(DateText text, int at)
    {
        if (!text[at].IsNumber || IsPartOfNumber(text, at) || text.Is(at - 1, DateWordKind.Numbering))
            return null;
        var sign = text[at + 1].Sign;
        if (sign is not ('.' or '/' or '-') || !text.IsJoined(at + 1) || !text[at + 2].IsNumber || (!text.IsJoined(at + 2) && sign != '.'))
            return null;
        if (text[at].Length == 4)
            return sign is '-' or '/' or '.' ? YearFirst(text, at, sign) : null;
        if (text.IsSign(at + 3, sign) && text.IsJoined(at + 3) && text[at + 4].IsNumber && (text.IsJoined(at + 4) || sign == '.'))
            return WithYear(text, at, sign);
        return WithoutYear(text, at, sign);
    }

    // 2026-03-31, also before the T of a timestamp.
    private static DayReading? YearFirst(DateText text, int at, char sign)
    {
        if (!text.IsSign(at + 3, sign) || !text[at + 4].IsNumber || text[at + 2].Length > 2 || text[at + 4].Length > 2 || text.YearOf(text[at]) is not { } year)
            return null;
        if (Continues(text, at + 5))
            return null;
        return text.DayOf(year, text[at + 2].Number, text[at + 4].Number, isPast: false) is { } date ? new DayReading(at + 5, date, null, 0.98) : null;
    }

    private static DayReading? WithYear(DateText text, int at, char sign)
    {
        if (text[at].Length > 2 || text[at + 2].Length > 2 || text.YearOf(text[at + 4]) is not { } year || Continues(text, at + 5))
            return null;
        return Ordered(text, at, year, sign, at + 5);
    }

    // 31.3. needs its second dot, and both need a word that dates have: 3/4 is a fraction otherwise.
    private static DayReading? WithoutYear(DateText text, int at, char sign)
    {
        if (sign == '-' || text[at].Length > 2 || text[at + 2].Length > 2 || !HasDateWord(text, at))
            return null;
        if (sign == '/')
            return Continues(text, at + 3) || text.IsSign(at + 3, '%') ? null : Ordered(text, at, null, sign, at + 3);
        if (text.IsSign(at + 3, '.') && text.IsJoined(at + 3) && !(text[at + 4].IsNumber && text.IsJoined(at + 4)))
            return Ordered(text, at, null, sign, at + 4);
        return null;
    }

    private static bool HasDateWord(DateText text, int at)
    {
        var before = at - 1;
        while (before > at - 3 && text[before].Sign is ',' or '.')
            before--;
        return text.Is(at - 1, DateWordKind.On | DateWordKind.By | DateWordKind.From | DateWordKind.Until | DateWordKind.Since | DateWordKind.At)
            || text.Is(before, DateWordKind.Weekday | DateWordKind.ShortWeekday);
    }

    private static DayReading? Ordered(DateText text, int at, int? year, char sign, int next)
    {
        var (first, second) = (text[at].Number, text[at + 2].Number);
        var isMonthFirst = sign != '.' && text.IsMonthFirst;
        if (first > 12)
            isMonthFirst = false;
        else if (second > 12)
            isMonthFirst = sign != '.';
        var date = text.DayOf(year, isMonthFirst ? first : second, isMonthFirst ? second : first, text.IsPast(at));
        var isAmbiguous = sign != '.' && first <= 12 && second <= 12 && first != second && text.Language is null or DateLanguage.English;
        return date is { } day ? new DayReading(next, day, null, isAmbiguous ? 0.6 : year is null ? 0.9 : 0.97) : null;
    }

    /// <summary>Indicates whether a number continues the token before it, as in versions, prices and telephone numbers.</summary>
    public static bool IsPartOfNumber(DateText text, int at)
    {
        if (!text.IsJoined(at))
            return false;
        var last = text[at - 1];
        return last.IsNumber || last.IsWord || last.Sign is '.' or '/' or '-' or '+' or '$' or '€' or '£' or '#' or '=' or '_' or ',' or '@' or ':' or '\\' or '&' or '%';
    }

    // A sign that a number or word follows at once, as in 1.2.3.4; a full stop ends a sentence.
    private static bool Continues(DateText text, int at)
    {
        if (!text.IsJoined(at) || at >= text.Count)
            return false;
        if (text[at].IsNumber)
            return true;
        if (text[at].IsWord)
            return !(text[at].Length == 1 && text[at + 1].IsNumber);
        return text[at].Sign is '.' or '/' or '-' or '_' or '=' && text.IsJoined(at + 1) && (text[at + 1].IsNumber || text[at + 1].IsWord);
    }
}
