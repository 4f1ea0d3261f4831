namespace EmailAgent.Intelligence.Dates;

/// <summary>Days with the name of a month: 3 March, March 3rd 2026, 3. bis 5. März; and days of a month that is not named: the 15th.</summary>
internal static class MonthDays
{
    private const int LastDay = 31;

    public static DayReading? At(DateText text, int at)
    {
        if (text.Is(at, DateWordKind.Month))
            return MonthFirst(text, at);
        return DayNumber(text, at, out var next) is { } day ? DayFirst(text, at, day, next) : null;
    }

    /// <summary>Reads the number of a day with its ending, such as <c>3rd</c> and <c>3.</c>; null if there is none.</summary>
    public static int? DayNumber(DateText text, int at, out int next)
    {
        next = at + 1;
        var token = text[at];
        if (!token.IsNumber)
            return token.Is(DateWordKind.Ordinal) && token.Find(DateWordKind.Count) is { } first ? first : null;
        if (token.Length > 2 || token.Number is < 1 or > LastDay || NumericDays.IsPartOfNumber(text, at) && !IsInRange(text, at))
            return null;
        if (text.IsJoined(next) && text.Is(next, DateWordKind.Ordinal) && text[next].Length <= 3)
            next++;
        else if (text.IsSign(next, ':') && text.IsJoined(next) && text.IsJoined(next + 1) && text.Is(next + 1, DateWordKind.Ordinal))
            next += 2;
        else if (text.IsSign(next, '.') && text.IsJoined(next))
            next++;
        return token.Number;
    }

    private static bool IsInRange(DateText text, int at) => text.IsSign(at - 1, '-') && text.Is(at - 2, DateWordKind.Month) is false && (text[at - 2].IsNumber || text.IsSign(at - 2, '.'));

    private static DayReading? DayFirst(DateText text, int at, int day, int next)
    {
        if (RangeEnd(text, next, out var last, out var afterRange) && MonthAfter(text, afterRange, out var month, out var afterMonth))
            return Dated(text, at, month, day, last, afterMonth);
        if (MonthAfter(text, next, out month, out afterMonth))
            return Dated(text, at, month, day, null, afterMonth);
        if (text[at].IsNumber)
            return WithoutMonth(text, at, day, next);
        return null;
    }

    private static bool RangeEnd(DateText text, int at, out int last, out int next)
    {
        (last, next) = (0, at);
        if (!text.IsSign(at, '-') && !text.Is(at, DateWordKind.Until))
            return false;
        var start = text.Is(at + 1, DateWordKind.On) && !text[at + 1].IsNumber ? at + 2 : at + 1;
        if (!text[start].IsNumber || DayNumberAfter(text, start, out next) is not { } day)
            return false;
        last = day;
        return true;
    }

    // After the sign of a range a number is a part of it, which is what it looks like otherwise.
    private static int? DayNumberAfter(DateText text, int at, out int next)
    {
        next = at + 1;
        var token = text[at];
        if (token.Length > 2 || token.Number is < 1 or > LastDay)
            return null;
        if (text.IsJoined(next) && (text.IsSign(next, '.') || text.Is(next, DateWordKind.Ordinal)))
            next++;
        else if (text.IsSign(next, ':') && text.IsJoined(next) && text.Is(next + 1, DateWordKind.Ordinal))
            next += 2;
        return token.Number;
    }

    // March, of March, de marzo.
    private static bool MonthAfter(DateText text, int at, out int month, out int next)
    {
        var name = !text.Is(at, DateWordKind.Month) && (text.Is(at, DateWordKind.On) || text.IsSign(at, '-') && text.IsJoined(at)) ? at + 1 : at;
        month = text[name].Find(DateWordKind.Month) ?? 0;
        next = name + 1;
        return month > 0;
    }

    private static DayReading? MonthFirst(DateText text, int at)
    {
        var month = text[at].Find(DateWordKind.Month)!.Value;
        var start = text.IsSign(at + 1, '.') && text.IsJoined(at + 1) ? at + 2 : at + 1;
        if (text.Is(start, DateWordKind.On) && !text[start].IsNumber && text.IsJoined(start) is false && text[start].Length == 3)
            start++;
        if (!text[start].IsNumber || !text[start].IsApart && text[start - 1].IsWord || DayNumberAfter(text, start, out var next) is not { } day)
            return null;
        if (text.IsSign(next - 1, '.') && next - start == 2)
            next--;
        if (IsClock(text, start) || text.Is(next, DateWordKind.Month))
            return null;
        if (RangeEnd(text, next, out var last, out var afterRange) && !MonthAfter(text, afterRange, out _, out _) && !IsClock(text, afterRange - 1))
            return Dated(text, at, month, day, last, afterRange);
        return Dated(text, at, month, day, null, next);
    }

    // May 10:30 names no day.
    private static bool IsClock(DateText text, int number) =>
        text.IsSign(number + 1, ':') && text.IsJoined(number + 1) && text[number + 2].IsNumber || text.Is(number + 1, DateWordKind.HalfOfDay);

    private static DayReading? Dated(DateText text, int at, int month, int day, int? last, int next)
    {
        var year = YearAfter(text, ref next);
        if (text.DayOf(year, month, day, text.IsPast(at)) is not { } date)
            return null;
        var end = last is { } lastDay ? text.DayOf(date.Year, month, lastDay, isPast: false) : null;
        if (last is not null && (end is null || end <= date))
            return null;
        return new DayReading(next, date, end, year is null ? 0.92 : 0.98);
    }

    private static int? YearAfter(DateText text, ref int next)
    {
        var start = next;
        if (text.IsSign(start, '.') && text.IsJoined(start))
            start++;
        if (text.IsSign(start, ',') || text.IsSign(start, '-') && text.IsJoined(start) || text.Is(start, DateWordKind.On))
            start++;
        var token = text[start];
        if (!token.IsNumber || text.YearOf(token) is not { } year || token.Length == 2 && (start != next || !token.IsApart && !text.IsSign(start - 1, '-')))
            return null;
        if (token.Length == 2 && (text.IsSign(start + 1, ':') || text.Is(start + 1, DateWordKind.Clock | DateWordKind.HalfOfDay) || text.IsSign(start + 1, '.') && text[start + 2].IsNumber))
            return null;
        next = start + 1;
        return year;
    }

    private static bool HasArticle(DateText text, int at) =>
        text[at - 1].Find(DateWordKind.By) == 1 || text[at - 1].Find(DateWordKind.On) == 1;

    // The 15th, am 15., le 15, el día 15, den 15.
    private static DayReading? WithoutMonth(DateText text, int at, int day, int next)
    {
        if (!HasArticle(text, at) || IsClock(text, at) || text.Is(next, DateWordKind.Unit | DateWordKind.Clock | DateWordKind.HalfOfDay | DateWordKind.Month))
            return null;
        var hasEnding = next > at + 1;
        var isEnd = next >= text.Count || text[next].Sign is '.' or ',' or '!' or '?' or ';' or ')' && !(text[next + 1].IsNumber && text.IsJoined(next + 1));
        var isFree = isEnd || text.Is(next, DateWordKind.At | DateWordKind.ClockAt | DateWordKind.By);
        var isWritten = text.Language switch
        {
            DateLanguage.English => text.IsJoined(at + 1) && text[at + 1].IsWord && hasEnding,
            DateLanguage.German => text.IsSign(at + 1, '.') && text.IsJoined(at + 1) && (isFree || text[next].IsWord && (text[next].Words.Count > 0 || !text.IsCapital(next))),
            DateLanguage.French or DateLanguage.Spanish or DateLanguage.Swedish => isFree || (hasEnding && !text.IsSign(at + 1, '.')),
            _ => false,
        };
        isWritten |= hasEnding && text[at + 1].Sign == '\0' && text[at + 1].Length > 1;
        if (!isWritten)
            return null;
        if (text.IsSign(next - 1, '.') && text.Language != DateLanguage.German)
            next--;
        for (var months = 0; months < 3; months++)
        {
            var month = text.Today.AddMonths(months);
            if (day <= DateTime.DaysInMonth(month.Year, month.Month) && new DateOnly(month.Year, month.Month, day) is var date && date >= text.Today)
                return new DayReading(next, date, null, 0.75);
        }

        return null;
    }
}
