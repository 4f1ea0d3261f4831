namespace EmailAgent.Intelligence.Dates;

/// <summary>Times of day: 15:00, 3 pm, 15h30, 15 Uhr, halb vier, a las 3 de la tarde, 14-16 Uhr.</summary>
internal static class ClockTimes
{
    private const int LastEarlyHour = 7;

    /// <summary>Reads a time at a token or after a preposition there.</summary>
    /// <param name="halfOfDay">The half of the day that the date names; null for none.</param>
    public static ClockReading? At(DateText text, int at, int? halfOfDay)
    {
        var start = at;
        while (start < at + 3 && text[start].IsWord && text.Is(start, DateWordKind.At | DateWordKind.ClockAt | DateWordKind.By | DateWordKind.From) && !text.Is(start, DateWordKind.Noon))
            start++;
        if (IsPartOfNumber(text, start))
            return null;
        var hasPreposition = start > at && (text.Is(start - 1, DateWordKind.ClockAt) || text.Is(start - 1, DateWordKind.At));
        var isClock = start > at && text.Is(start - 1, DateWordKind.ClockAt);
        if (One(text, start) is not { } first)
            return null;
        if (End(text, first) is { } last)
            return Range(first, last, halfOfDay);
        if (!first.IsMarked && !(first.HasMinutes && !first.HasPoint) && !isClock && !(hasPreposition && halfOfDay is not null))
            return null;
        if (first.HasPoint && !first.IsMarked && !isClock)
            return null;
        var half = first.Half ?? halfOfDay;
        var isSure = first.Half is not null || first.IsWord || (first.IsMarked && !first.IsLetterH) || hasPreposition && (first.IsMarked || first.HasMinutes) || isClock && IsSureAlone(text, start - 1);
        return new ClockReading(first.Next, TimeOf(first.Hour, first.Minute, half, first.IsBare), null, isSure);
    }

    // "At 3" may also be a price; "kl 3" and "a las 3" are not.
    private static bool IsSureAlone(DateText text, int preposition) => text.Language is DateLanguage.Swedish or DateLanguage.Spanish && !text.Is(preposition, DateWordKind.In);

    private static bool IsPartOfNumber(DateText text, int at) => text[at].IsNumber && NumericDays.IsPartOfNumber(text, at) && !text.IsSign(at - 1, '@') && !(text.IsWord(at - 1, "T") && text[at - 2].IsNumber);

    private static ClockReading Range(ClockPart first, ClockPart last, int? halfOfDay)
    {
        var half = last.Half ?? halfOfDay;
        var end = TimeOf(last.Hour, last.Minute, half, last.IsBare && first.IsBare);
        var start = TimeOf(first.Hour, first.Minute, first.Half ?? half, last.IsBare && first.IsBare);
        if (start > end)
            start = TimeOf(first.Hour, first.Minute, first.Half ?? 0, isBare: false);
        return new ClockReading(last.Next, start, end > start ? end : null, IsSure: true);
    }

    private static ClockPart? End(DateText text, ClockPart first)
    {
        var at = first.Next;
        if (!text.IsSign(at, '-') && !text.Is(at, DateWordKind.Until))
            return null;
        var start = text.Is(at + 1, DateWordKind.ClockAt | DateWordKind.At) && !text[at + 1].IsNumber ? at + 2 : at + 1;
        if (One(text, start) is not { } last || (!last.IsMarked && !(first.IsMarked && !first.IsWord) && !(first.HasMinutes && last.HasMinutes)))
            return text.Language == DateLanguage.Swedish && text.Is(first.Start - 1, DateWordKind.ClockAt) ? One(text, start) : null;
        return last;
    }

    private static ClockPart? One(DateText text, int at)
    {
        if (text[at].Find(DateWordKind.Noon) is { } noon)
            return new ClockPart(at, at + 1, noon == 24 ? 23 : 12, noon == 24 ? 59 : 0, null, IsMarked: true, IsBare: false, IsWord: true);
        if (text[at].Find(DateWordKind.Fraction) is { } fraction)
            return Spoken(text, at, fraction);
        if (text[at].Find(DateWordKind.Count) is { } count && !text[at].IsNumber)
            return OfWord(text, at, count);
        var hour = text[at];
        return hour.IsNumber && hour.Length <= 2 && hour.Number <= 24 ? OfNumber(text, at) : null;
    }

    // Half past three, halb vier.
    private static ClockPart? Spoken(DateText text, int at, int fraction)
    {
        var hour = text[at + 1].IsNumber ? text[at + 1].Number : text[at + 1].Find(DateWordKind.Count) ?? 0;
        if (hour is < 1 or > 12 || !text[at + 1].IsNumber && text[at + 1].Length < 3 || text.Is(at, DateWordKind.Clock))
            return null;
        var minutes = hour * 60 + fraction;
        var next = text.Is(at + 2, DateWordKind.Clock) ? at + 3 : at + 2;
        var half = Half(text, ref next);
        return new ClockPart(at, next, minutes / 60, minutes % 60, half, IsMarked: true, IsBare: true, IsWord: true);
    }

    // Three o'clock, drei Uhr, las tres y media.
    private static ClockPart? OfWord(DateText text, int at, int hour)
    {
        var next = at + 1;
        var isMarked = text.Is(next, DateWordKind.Clock);
        var isBare = !isMarked || IsOClock(text, next);
        if (isMarked && !text.Is(next, DateWordKind.Fraction))
            next++;
        var fraction = Fraction(text, ref next);
        var half = Half(text, ref next);
        if (!isMarked && half is null && !text.Is(at - 1, DateWordKind.ClockAt) || hour > 12 || text.Is(next, DateWordKind.Unit))
            return null;
        var minutes = hour * 60 + fraction;
        return new ClockPart(at, next, minutes / 60, minutes % 60, half, isMarked || half is not null, isBare || fraction != 0, IsWord: false);
    }

    private static ClockPart? OfNumber(DateText text, int at)
    {
        var (next, minute, hasMinutes, hasPoint, isMarked, isLetterH) = (at + 1, 0, false, false, false, false);
        var separator = text[next].Sign;
        if (separator is ':' or '.' && text.IsJoined(next) && text[next + 1].IsNumber && text.IsJoined(next + 1) && text[next + 1].Length == 2)
        {
            (minute, hasMinutes, hasPoint, next) = (text[next + 1].Number, true, separator == '.', next + 2);
            if (text.IsSign(next, ':') && text.IsJoined(next) && text[next + 1].IsNumber)
                next += 2;
        }

        if (text.Is(next, DateWordKind.Clock) && !(text.IsSign(next, 'h') && hasMinutes))
        {
            isLetterH = text[next].Length is not (3 or > 6) || text.Is(next, DateWordKind.Unit);
            (isMarked, next) = (true, next + 1);
            if (!hasMinutes && text[next].IsNumber && text[next].Length == 2 && text[next].Number < 60 && (text.IsJoined(next) || text.Language == DateLanguage.German && !text.IsSign(next + 1, '.')))
                (minute, next, hasMinutes) = (text[next].Number, next + 1, true);
        }

        var isOClock = isMarked && IsOClock(text, next - 1);
        minute += hasMinutes ? 0 : Fraction(text, ref next);
        var half = Half(text, ref next);
        if (minute > 59 || (half is not null && text[at].Number > 12 && half == 0) || text[at].Number == 24 && minute > 0)
            return null;
        if (!isMarked && half is null && Continues(text, next))
            return null;
        var hour = minute < 0 ? text[at].Number - 1 : text[at].Number;
        if (hour < 0)
            return null;
        return new ClockPart(at, next, hour, (minute + 60) % 60, half, isMarked || half is not null, IsBare: (!isMarked || isOClock) && !hasMinutes, IsWord: false)
        {
            HasMinutes = hasMinutes,
            HasPoint = hasPoint,
            IsLetterH = isLetterH,
        };
    }

    private static bool IsOClock(DateText text, int at) => text[at].Length >= 6 && text.Is(at, DateWordKind.Clock) && !text.Is(at, DateWordKind.Unit);

    // Tres y media, 3 heures et quart.
    private static int Fraction(DateText text, ref int next)
    {
        if (!text.Is(next, DateWordKind.Fraction) || !text.Is(next, DateWordKind.Clock))
            return 0;
        return text[next++].Find(DateWordKind.Fraction) ?? 0;
    }

    // "Am" is a preposition in German.
    private static int? Half(DateText text, ref int next)
    {
        if (text[next].Find(DateWordKind.HalfOfDay) is not { } half || text.Language == DateLanguage.German && text.IsWord(next, "am"))
            return null;
        next++;
        return half;
    }

    // A number that goes on, or is an amount of something.
    private static bool Continues(DateText text, int at) =>
        text.IsJoined(at) && (text[at].IsNumber || text[at].IsWord || text[at].Sign is '%' or '€' or '$' or '/' || text[at].Sign is '.' or ',' or ':' && text[at + 1].IsNumber && text.IsJoined(at + 1));

    // Three without more is in the afternoon, in which people meet.
    private static TimeOnly TimeOf(int hour, int minute, int? half, bool isBare)
    {
        if (half == 1 && hour < 12)
            hour += 12;
        else if (half == 0 && hour == 12)
            hour = 0;
        else if (half is null && isBare && hour is > 0 and < LastEarlyHour)
            hour += 12;
        return hour == 24 ? new TimeOnly(23, 59) : new TimeOnly(hour, minute);
    }

    private readonly record struct ClockPart(int Start, int Next, int Hour, int Minute, int? Half, bool IsMarked, bool IsBare, bool IsWord)
    {
        public bool HasMinutes { get; init; }

        public bool HasPoint { get; init; }

        public bool IsLetterH { get; init; }
    }
}
